import { useSettings } from '../app/settings';
import { useWords } from '../words';
import { Axis, type DayMark, type Span, placeOf } from './Axis';
import { formatMoney } from './Money';
import { Opens } from './Opens';
import { fenOf, yuanOf } from './amounts';
import type { Month } from './ProofGrid';

export interface MonthSum {
  month: string; // 2024-05
  in: bigint; // fen
  out: bigint;
}

/* Months of several accounts added up, in their order. */
export function sumMonths(lists: Month[][]): MonthSum[] {
  const sums = new Map<string, MonthSum>();
  for (const m of lists.flat()) {
    const sum = sums.get(m.month) ?? { month: m.month, in: 0n, out: 0n };
    sums.set(m.month, { month: m.month, in: sum.in + fenOf(m.in), out: sum.out + fenOf(m.out) });
  }
  return [...sums.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

export function monthSpan(month: string): { from: number; to: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: Date.UTC(year, number - 1, 1), to: Date.UTC(year, number, 1) };
}

/* What came in above the line, what went out below it, month by month, under the days of the case. */
export function MonthBars({ months, marks, span, onMonth }: { months: MonthSum[]; marks: DayMark[]; span: Span; onMonth: (month: string) => void }) {
  const t = useWords();
  const { inWan } = useSettings();
  const most = months.reduce((n, m) => (m.in > n ? m.in : m.out > n ? m.out : n), 1n);
  const highest = months.find((m) => m.in === most || m.out === most);
  const height = (fen: bigint) => `${Number((fen * 1000n) / most) / 20}%`;
  const money = (fen: bigint) => formatMoney(yuanOf(fen), inWan);

  return (
    <Axis isNarrow span={span} marks={marks} title={<Opens onOpen={highest && (() => onMonth(highest.month))}>{t('months.most', { sum: money(most), unit: t(inWan ? 'money.wan' : 'money.yuan') })}</Opens>}>
      <div className="axis-row month-row">
        <div className="month-names">
          <span>▲ {t('way.in')}</span>
          <span>▼ {t('way.out')}</span>
        </div>
        <div className="axis-track month-track">
          {months.map((m) => {
            const { from, to } = monthSpan(m.month);
            const said = `${m.month} ${t('way.in')} ${money(m.in)} ${t('way.out')} ${money(m.out)}`;
            return (
              <button
                key={m.month}
                type="button"
                className="month"
                title={said}
                aria-label={said}
                style={{ left: `${placeOf(span, from)}%`, width: `${placeOf(span, to) - placeOf(span, from)}%` }}
                onClick={() => onMonth(m.month)}
              >
                <span className="month-in" style={{ height: height(m.in) }} />
                <span className="month-out" style={{ height: height(m.out) }} />
              </button>
            );
          })}
        </div>
      </div>
    </Axis>
  );
}
