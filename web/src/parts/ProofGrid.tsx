import { go } from '../app/route';
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
const looks: Record<State, { mark: string; background: string; color: string }> = {
  proved: { mark: '■', background: '#237804', color: '#fff' },
  chained: { mark: '□', background: '#b7e1a1', color: '#1f1f1f' },
  broken: { mark: '✕', background: '#cf1322', color: '#fff' },
  missing: { mark: '–', background: '#fff', color: '#1f1f1f' },
  unknown: { mark: '?', background: '#d9d9d9', color: '#1f1f1f' },
};

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

export function ProofGrid({ caseName, quality }: { caseName: string; quality: Quality }) {
  const t = useWords();
  const all = quality.accounts.flatMap((a) => a.months.map((m) => m.month)).sort();
  const first = all[0];
  const last = all.at(-1);

  if (!first || !last) return <Nothing title={t('proof.none')} />;
  const months = monthsBetween(first, last);
  return (
    <>
      <p style={{ margin: '0 0 8px', color: '#595959' }}>
        {t('proof.hint')}{' '}
        {(Object.keys(looks) as State[]).map((state) => (
          <span key={state} style={{ marginRight: 12, whiteSpace: 'nowrap' }}>
            <span style={{ ...box, ...look(state) }}>{looks[state].mark}</span> {t(`proof.${state}`)}
          </span>
        ))}
      </p>
      <div style={{ overflow: 'auto', maxHeight: 520 }} tabIndex={0} role="region" aria-label={t('proof.title')}>
        <table style={{ borderCollapse: 'collapse', fontSize: 12 }}>
          <thead>
            <tr>
              <th scope="col" style={{ ...sticky, textAlign: 'left' }}>
                {t('proof.account')}
              </th>
              {months.map((month) => (
                <th key={month} scope="col" className="number" style={{ fontWeight: 400, padding: '0 1px' }}>
                  {month.endsWith('-01') || month === first ? month.slice(2) : month.slice(5)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {quality.accounts.map((a) => {
              const byMonth = new Map(a.months.map((m) => [m.month, m]));
              return (
                <tr key={a.account}>
                  <th scope="row" style={{ ...sticky, fontWeight: 400, textAlign: 'left', whiteSpace: 'nowrap', paddingRight: 8 }}>
                    {a.holder} <span className="number">…{a.account.slice(-4)}</span>
                  </th>
                  {months.map((month) => {
                    const m = byMonth.get(month);
                    if (!m) return <td key={month} />;
                    return (
                      <td key={month} style={{ padding: 1 }}>
                        <button
                          type="button"
                          title={`${a.holder} ${month} ${t(`proof.${m.state}`)}  +${m.in}  −${m.out}`}
                          aria-label={`${a.holder} ${month} ${t(`proof.${m.state}`)}`}
                          style={{ ...box, ...look(m.state), cursor: 'pointer' }}
                          onClick={() => go(caseName, 'entries', { account: a.account, since: `${month}-01`, until: endOf(month) })}
                        >
                          {looks[m.state].mark}
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

const sticky = { position: 'sticky', left: 0, background: '#fff', zIndex: 1 } as const;
const box = {
  display: 'inline-block',
  width: 26,
  height: 20,
  border: '1px solid #8c8c8c',
  borderRadius: 2,
  padding: 0,
  fontSize: 12,
  lineHeight: '18px',
  textAlign: 'center',
} as const;
const look = (state: State) => ({ background: looks[state].background, color: looks[state].color });

export function endOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
}
