import { type KeyboardEvent, type PointerEvent, type Ref, useRef, useState } from 'react';

import type { Graph, Period } from '../canvas/types';
import { numberOf } from '../canvas/scene';
import { useWords } from '../words';

interface Props {
  periods: NonNullable<Graph['periods']>;
  since: string;
  until: string;
  money: (yuan: string) => string;
  focus: Ref<SVGSVGElement>;
  onChange: (since: string, until: string) => void;
}

const SIZE = { width: 1000, height: 60, bars: 52 }; // of the drawing; it stretches
type Span = [first: number, last: number]; // periods, both included

/* Which periods a span of days holds; all where nothing is chosen. */
export function spanOf(list: Period[], since: string, until: string): Span {
  const first = since ? list.findIndex((p) => p.last >= since) : 0;
  const last = until ? list.findLastIndex((p) => p.first <= until.slice(0, 10)) : list.length - 1;
  return [first < 0 ? list.length : first, last];
}

/* Money by day, week or month of all that is on the board; a span of it is dragged, or moved with
 * the arrow keys (Shift: its end), and filters board and table. */
/* Where each year (or month) begins, in hundredths of the width. */
export function ticksOf({ unit, list }: NonNullable<Graph['periods']>): { at: number; text: string }[] {
  const part = unit === 'month' ? 4 : 7;
  const isNew = (i: number) => i === 0 || list[i]!.first.slice(0, part) !== list[i - 1]!.first.slice(0, part);
  const ticks = list.flatMap((p, i) => (isNew(i) ? [{ at: (i / list.length) * 100, text: p.first.slice(0, part) }] : []));
  // Not closer than they can be read.
  return ticks.filter((tick, i) => i === 0 || tick.at - ticks[i - 1]!.at > 4);
}

export function Brush({ periods: { unit, list }, since, until, money, focus, onChange }: Props) {
  const t = useWords();
  const svg = useRef<SVGSVGElement | null>(null);
  const drag = useRef<{ from: number; part: 'new' | 'move' | 'first' | 'last'; span: Span } | undefined>(undefined);
  const [dragged, setDragged] = useState<Span>();
  const [first, last] = dragged ?? spanOf(list, since, until);
  const width = SIZE.width / Math.max(1, list.length);
  const most = Math.max(1, ...list.map((p) => numberOf(p.amount)));
  const isAll = first <= 0 && last >= list.length - 1;

  function choose([a, b]: Span): void {
    const [low, high] = [Math.max(0, Math.min(a, b)), Math.min(list.length - 1, Math.max(a, b))];
    const whole = low === 0 && high === list.length - 1;
    onChange(whole ? '' : (list[low]?.first ?? ''), whole ? '' : (list[high]?.last ?? ''));
  }

  function at(event: PointerEvent): number {
    const box = svg.current!.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * list.length;
  }

  function spanFor(event: PointerEvent): Span {
    const { from, part, span } = drag.current!;
    const here = at(event);
    const by = Math.round(here - from);
    const within = (i: number) => Math.max(0, Math.min(list.length - 1, i));
    if (part === 'first') return [Math.min(within(span[0] + by), span[1]), span[1]];
    if (part === 'last') return [span[0], Math.max(within(span[1] + by), span[0])];
    if (part === 'new') return [within(Math.floor(Math.min(from, here))), within(Math.floor(Math.max(from, here)))];
    const room = Math.max(-span[0], Math.min(list.length - 1 - span[1], by));
    return [span[0] + room, span[1] + room];
  }

  function begin(event: PointerEvent): void {
    const x = at(event);
    const near = (list.length * 8) / svg.current!.getBoundingClientRect().width;
    const part = isAll ? 'new' : Math.abs(x - first) < near ? 'first' : Math.abs(x - last - 1) < near ? 'last' : x > first && x < last + 1 ? 'move' : 'new';
    drag.current = { from: x, part, span: [first, last] };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function end(event: PointerEvent): void {
    if (!drag.current) return;
    const span = spanFor(event);
    drag.current = undefined;
    setDragged(undefined);
    choose(span);
  }

  function onKey(event: KeyboardEvent): void {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Escape') choose([0, list.length - 1]);
    else if (event.key === 'Home') choose([0, Math.max(0, last - first)]);
    else if (event.key === 'End') choose([list.length - 1 - Math.max(0, last - first), list.length - 1]);
    else if (by && event.shiftKey) choose([first, Math.max(first, last + by)]);
    else if (by && event.altKey) choose([Math.min(last, Math.max(0, first + by)), last]);
    else if (by && first + by >= 0 && last + by < list.length) choose([first + by, last + by]);
    else if (by && isAll) choose(by > 0 ? [1, list.length - 1] : [0, list.length - 2]);
    else return;
    event.preventDefault();
  }

  const said = t('brush.span', { first: list[Math.max(0, first)]?.first ?? '', last: list[Math.min(list.length - 1, Math.max(0, last))]?.last ?? '' });
  return (
    <svg
      ref={(element) => {
        svg.current = element;
        if (typeof focus === 'function') focus(element);
        else if (focus) focus.current = element;
      }}
      className="brush no-print"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      preserveAspectRatio="none"
      role="slider"
      tabIndex={0}
      aria-label={t(`brush.${unit}`)}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, list.length - 1)}
      aria-valuenow={Math.max(0, Math.min(first, list.length - 1))}
      aria-valuetext={said}
      onKeyDown={onKey}
      onPointerDown={begin}
      onPointerMove={(event) => drag.current && setDragged(spanFor(event))}
      onPointerUp={end}
      onDoubleClick={() => choose([0, list.length - 1])}
    >
      <rect width={SIZE.width} height={SIZE.height} fill="#fff" />
      {list.map((p, i) => {
        const height = Math.max(numberOf(p.amount) > 0 ? 1 : 0, Math.sqrt(numberOf(p.amount) / most) * SIZE.bars);
        const isIn = i >= first && i <= last;
        return (
          <rect key={p.first} x={i * width + width * 0.08} y={SIZE.bars + 4 - height} width={width * 0.84} height={height} fill={isIn ? '#3f5f8a' : '#c9d1dc'}>
            <title>{t('brush.bar', { first: p.first, last: p.last, n: p.n, sum: money(p.amount) })}</title>
          </rect>
        );
      })}
      {ticksOf({ unit, list }).map(({ at: x, text }) => (
        <line key={text} x1={x * 10} x2={x * 10} y1={SIZE.bars + 4} y2={SIZE.height} stroke="#8c8c8c" vectorEffect="non-scaling-stroke" />
      ))}
      {!isAll && first <= last && (
        <g>
          <rect x={first * width} y={1} width={(last - first + 1) * width} height={SIZE.bars + 3} fill="#0958d9" fillOpacity={0.08} stroke="#0958d9" vectorEffect="non-scaling-stroke" style={{ cursor: 'grab' }} />
          {[first * width, (last + 1) * width].map((x, i) => (
            <rect key={i} x={x - 3} y={16} width={6} height={24} rx={2} fill="#0958d9" style={{ cursor: 'ew-resize' }} />
          ))}
        </g>
      )}
    </svg>
  );
}
