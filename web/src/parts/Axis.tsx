import './axis.css';

import type { ReactNode } from 'react';

/* A span of days, and where a day stands in it: 0 to 100. */
export interface Span {
  from: number;
  to: number;
}
export interface DayMark {
  day: string; // YYYY-MM-DD
  name: string;
}

const DAY = 86_400_000;
export const dayOf = (text: string): number => Date.parse(text.slice(0, 10));

/* The span of some days, with a little room at both ends; undefined where there is none. */
export function spanOf(days: (string | null | undefined)[]): Span | undefined {
  const known = days.filter((d): d is string => !!d).map(dayOf).filter((d) => !Number.isNaN(d));
  if (known.length === 0) return undefined;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = Math.max(15 * DAY, (most - least) * 0.03);
  return { from: least - room, to: most + room };
}

export const placeOf = (span: Span, day: number): number => ((day - span.from) / (span.to - span.from)) * 100;
const percent = (n: number): string => `${n.toFixed(3)}%`;

/* In which line a name is written: the first in which it runs into no other. */
function linesOf(marks: { at: number; width: number }[]): number[] {
  const ends: number[] = [];
  return marks.map(({ at, width }) => {
    let line = ends.findIndex((end) => end <= at);
    if (line < 0) line = ends.length;
    ends[line] = at + width;
    return line;
  });
}

function Years({ span }: { span: Span }) {
  const first = new Date(span.from).getUTCFullYear() + 1;
  const last = new Date(span.to).getUTCFullYear();
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

  return (
    <div className="axis-row axis-years">
      <span />
      <div className="axis-track">
        {years.map((year) => (
          <span key={year}>
            <span className="axis-line" style={{ left: percent(placeOf(span, Date.UTC(year, 0, 1))) }} />
            <span className="axis-name" style={{ left: `calc(${percent(placeOf(span, Date.UTC(year, 0, 1)))} + 4px)`, bottom: 2 }}>
              {year}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

/* Days of the case over everything that is set beside them: their names above, a line through all rows. */
export function Axis({ span, marks, title, isNarrow, children }: { span: Span; marks: DayMark[]; title?: ReactNode; isNarrow?: boolean; children: ReactNode }) {
  const known = marks.map((m) => ({ ...m, at: placeOf(span, dayOf(m.day)) })).sort((a, b) => a.at - b.at);
  // A sign is some 1.3 % of the track, wide ones; a date is ten narrow ones.
  const lines = linesOf(known.map((m) => ({ at: Math.min(m.at, 84), width: 4 + [...m.name].reduce((n, c) => n + (c > 'ÿ' ? 1.7 : 0.9), 0) + 9 })));
  const height = Math.max(0, ...lines.map((l) => l + 1)) * 17;

  return (
    <div className={isNarrow ? 'axis narrow' : 'axis'}>
      <div className="axis-row axis-names" style={{ height }}>
        <span>{title}</span>
        <div className="axis-track">
          {known.map((m, i) => (
            <span
              key={m.name}
              className="axis-name number"
              style={m.at > 84 ? { right: `calc(${percent(100 - m.at)} + 4px)`, top: (lines[i] ?? 0) * 17 } : { left: `calc(${percent(m.at)} + 4px)`, top: (lines[i] ?? 0) * 17 }}
            >
              {m.name} {m.day}
            </span>
          ))}
        </div>
      </div>
      <div className="axis-row" style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }} aria-hidden="true">
        <span />
        <div className="axis-track">
          {known.map((m) => (
            <span key={m.name} className="axis-line" style={{ left: percent(m.at) }} />
          ))}
        </div>
      </div>
      {children}
      <Years span={span} />
    </div>
  );
}

export function Bar({ span, first, last }: { span: Span; first: string; last: string }) {
  const begin = placeOf(span, dayOf(first));
  const end = placeOf(span, dayOf(last));
  return <span className="axis-bar" style={{ left: percent(begin), width: percent(Math.max(0.3, end - begin)) }} />;
}
