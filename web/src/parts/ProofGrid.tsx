import { Tag } from 'antd';

import { go } from '../app/route';
import { useParam } from '../app/useParam';
import { useWords } from '../words';
import { Nothing } from './Answer';

type State = 'proved' | 'chained' | 'broken' | 'missing' | 'unknown';
export interface Month {
  month: string;
  in: string;
  out: string;
  state: State;
}
export interface Quality {
  accounts: { account: string; holder: string; bank: string; entries: number; months: Month[] }[];
  matches: { confirmed: number; suspected: number; rejected: number };
}

/* Colour is never the only sign: each state has its mark, for black and white. */
const marks: Record<State, string> = { proved: '■', chained: '□', broken: '✕', missing: '–', unknown: '?' };

function monthsBetween(first: string, last: string): string[] {
  const list: string[] = [];
  let [year = 0, month = 0] = first.split('-').map(Number);
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    list.push(name);
    if (name >= last) return list;
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/* All accounts, or, where the address says so, those with a month in one state. */
export function ProofGrid({ caseName, quality }: { caseName: string; quality: Quality }) {
  const t = useWords();
  const [asked, setOnly] = useParam('proof');
  const only = asked !== undefined && asked in marks ? (asked as State) : undefined;
  const shown = quality.accounts.filter((a) => !only || a.months.some((m) => m.state === only));
  const all = quality.accounts.flatMap((a) => a.months.map((m) => m.month)).sort();
  const first = all[0];
  const last = all.at(-1);

  if (!first || !last) return <Nothing title={t('proof.none')} />;
  const months = monthsBetween(first, last);
  return (
    <>
      <p style={{ margin: '0 0 8px', color: '#595959' }}>
        {t('proof.hint')}{' '}
        {(Object.keys(marks) as State[]).map((state) => (
          <span key={state} style={{ marginRight: 12, whiteSpace: 'nowrap' }}>
            <span className={`proof-cell proof-${state}`}>{marks[state]}</span> {t(`proof.${state}`)}
          </span>
        ))}
      </p>
      {only && (
        <Tag closable closeIcon={<span aria-label={t('filter.remove')}>×</span>} onClose={() => setOnly(undefined)} style={{ marginBottom: 8 }}>
          {t('proof.only', { state: t(`proof.${only}`) })}
        </Tag>
      )}
      <div className="proof" tabIndex={0} role="region" aria-label={t('proof.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="proof-name">
                {t('proof.account')}
              </th>
              {months.map((month) => (
                <th key={month} scope="col" className="number">
                  {month.endsWith('-01') || month === first ? month.slice(2) : month.slice(5)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((a) => {
              const byMonth = new Map(a.months.map((m) => [m.month, m]));
              return (
                <tr key={a.account}>
                  <th scope="row" className="proof-name">
                    {a.holder} <span className="number">…{a.account.slice(-4)}</span>
                  </th>
                  {months.map((month) => {
                    const m = byMonth.get(month);
                    if (!m) return <td key={month} />;
                    return (
                      <td key={month}>
                        <button
                          type="button"
                          className={`proof-cell proof-${m.state}`}
                          title={`${a.holder} ${month} ${t(`proof.${m.state}`)}  +${m.in}  −${m.out}`}
                          aria-label={`${a.holder} ${month} ${t(`proof.${m.state}`)}`}
                          onClick={() => go(caseName, 'entries', { account: a.account, since: `${month}-01`, until: endOf(month) })}
                        >
                          {marks[m.state]}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function endOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
