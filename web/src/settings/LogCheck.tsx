import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { useWords } from '../words';

interface Check {
  ok: boolean;
  rows: number;
  head: string;
  broken: number;
  missing: number;
  foreign: number;
}

/* Is the log what was written? Its last hash is there to be noted down elsewhere. */
export function LogCheck({ path, sound }: { path: string; sound: string }) {
  const t = useWords();
  const call = useCall<Check>(`${path}/check`);
  const faults = (c: Check) =>
    [c.broken && t('log.broken', { n: c.broken }), c.missing && t('log.missing', { n: c.missing }), c.foreign && t('log.foreign', { n: c.foreign })].filter(Boolean);

  return (
    <Answer call={call}>
      {(c) => (
        <div className="log-check">
          <Mark tone={c.ok ? 'good' : 'alert'}>{c.ok ? sound : t('log.unsound')}</Mark>
          {faults(c).map((fault) => (
            <span key={String(fault)}>{fault}</span>
          ))}
          {c.rows > 0 && (
            <span className="quiet">
              {t('log.head', { n: c.rows.toLocaleString() })} <code>{c.head}</code>
            </span>
          )}
        </div>
      )}
    </Answer>
  );
}
