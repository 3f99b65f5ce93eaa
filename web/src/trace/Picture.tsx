import { Button } from 'antd';
import { useCallback, useMemo } from 'react';

import { setParam } from '../app/route';
import { useSettings } from '../app/settings';
import { Nothing } from '../parts/Answer';
import { formatMoney } from '../parts/Money';
import { type Band, Sankey, withoutCircles } from '../parts/Sankey';
import { useWords } from '../words';
import { fenOf, yuanOf } from '../parts/amounts';
import { type Trace, compare, targetOf } from './types';

const MOST_BANDS = 60;

function bandsOf(trace: Trace): Band[] {
  const bands = new Map<string, Band>();
  for (const one of trace.transfers) {
    const from = one.from ?? '?';
    const to = targetOf(one);
    const band = bands.get(`${from}>${to}`) ?? { from, to, amount: 0n };
    band.amount += fenOf(one.tainted);
    bands.set(`${from}>${to}`, band);
  }
  return [...bands.values()].filter((b) => b.amount > 0n).sort((a, b) => compare(b.amount, a.amount));
}

/* Where the money went under one rule; a band that is clicked filters the table below. */
export function Picture({ trace, titleOf }: { trace: Trace; titleOf: (id: string) => string }) {
  const t = useWords();
  const { inWan } = useSettings();
  const { shown, cut, left } = useMemo(() => {
    const all = bandsOf(trace);
    const { kept, left: circles } = withoutCircles(all.slice(0, MOST_BANDS));
    return { shown: kept, cut: all.length - Math.min(all.length, MOST_BANDS), left: circles };
  }, [trace]);
  const money = useCallback((n: bigint) => formatMoney(yuanOf(n), inWan), [inWan]);
  const choose = useCallback((band: Band) => setParam('band', `${band.from}>${band.to}`), []);

  if (shown.length === 0) return <Nothing title={t('trace.none')} />;
  return (
    <>
      {(cut > 0 || left.length > 0) && <p className="note">{t('trace.cut', { shown: shown.length, cut, left: left.length })}</p>}
      <Sankey bands={shown} titleOf={titleOf} money={money} label={t('trace.picture')} onBand={choose} />
      <details>
        <summary>{t('trace.bands')}</summary>
        <ul style={{ columns: 2 }}>
          {shown.map((b) => (
            <li key={`${b.from} ${b.to}`}>
              <Button type="link" size="small" onClick={() => choose(b)}>
                {titleOf(b.from)} → {titleOf(b.to)} {money(b.amount)}
              </Button>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
