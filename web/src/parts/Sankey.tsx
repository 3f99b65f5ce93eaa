import { SankeyChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([SankeyChart, TooltipComponent, SVGRenderer]);

export interface Band {
  from: string;
  to: string;
  amount: bigint; // fen
}

/* A Sankey has no way back: of a circle the band that closes it is left out, and told. */
export function withoutCircles(bands: Band[]): { kept: Band[]; left: Band[] } {
  const next = new Map<string, Set<string>>();
  const kept: Band[] = [];
  const left: Band[] = [];
  const reaches = (from: string, to: string): boolean => {
    const queue = [from];
    const seen = new Set(queue);
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      if (one === to) return true;
      for (const other of next.get(one) ?? []) {
        if (!seen.has(other)) {
          seen.add(other);
          queue.push(other);
        }
      }
    }
    return false;
  };
  for (const band of [...bands].sort((a, b) => (a.amount > b.amount ? -1 : a.amount < b.amount ? 1 : 0))) {
    if (band.from === band.to || reaches(band.to, band.from)) {
      left.push(band);
      continue;
    }
    kept.push(band);
    next.set(band.from, (next.get(band.from) ?? new Set()).add(band.to));
  }
  return { kept, left };
}

export function Sankey({ bands, titleOf, money, label, onBand }: { bands: Band[]; titleOf: (id: string) => string; money: (fen: bigint) => string; label: string; onBand: (band: Band) => void }) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: 'svg' });
    const ids = [...new Set(bands.flatMap((b) => [b.from, b.to]))];
    chart.setOption({
      animation: false,
      tooltip: {
        // Names are hostile: never as HTML.
        renderMode: 'richText',
        formatter: (p: { dataType: string; dataIndex: number; name: string }) => {
          const band = bands[p.dataIndex];
          return p.dataType === 'edge' && band ? `${titleOf(band.from)} → ${titleOf(band.to)}\n${money(band.amount)}` : titleOf(p.name);
        },
      },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: 170,
          top: 12,
          bottom: 12,
          nodeGap: 10,
          data: ids.map((id) => ({ name: id })),
          links: bands.map((b) => ({ source: b.from, target: b.to, value: Number(b.amount) / 100 })),
          label: { formatter: (p: { name: string }) => titleOf(p.name).slice(0, 14), fontSize: 12, color: '#1f1f1f' },
          lineStyle: { color: '#8fa3bd', opacity: 0.5, curveness: 0.5 },
          itemStyle: { color: '#34557f', borderColor: '#1f1f1f' },
          emphasis: { focus: 'adjacency' },
        },
      ],
    });
    chart.on('click', (p) => {
      const band = bands[p.dataIndex];
      if (p.dataType === 'edge' && band) onBand(band);
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [bands, titleOf, money]);

  return <div ref={place} role="img" aria-label={label} style={{ height: 460, background: '#fff' }} />;
}
