/* What suyuan trace says, and sums of it. Amounts are whole fen, as bigint. */
import { fenOf } from '../parts/amounts';

export interface Sink {
  kind: string;
  account: string | null;
  holder: string | null;
  entry?: string;
  amount: string;
}
export interface Transfer {
  id: string;
  from: string | null;
  from_holder: string | null;
  to: string | null;
  to_holder: string | null;
  to_kind?: string;
  time: string;
  amount: string;
  tainted: string;
  lower: string;
  upper: string;
  entries: { id: string; file: string; sheet: string | null; row: number }[];
}
export interface Matched {
  account: string;
  holder: string | null;
  in: string;
  in_time: string;
  in_amount: string;
  out: string;
  out_time: string;
  out_amount: string;
}
export interface Trace {
  rule: Rule;
  seeded: string;
  closed_world: boolean;
  sinks: Sink[];
  transfers: Transfer[];
  matched: Matched[];
}

export const rules = ['fifo', 'lifo', 'prorata', 'clean-first', 'taint-first'] as const;
export type Rule = (typeof rules)[number];

export const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

/* Where a transfer goes, as one end of a band. */
export const targetOf = (one: Transfer) => one.to ?? `to:${one.to_kind ?? 'other'}`;

export interface End {
  key: string;
  kind: string;
  name: string;
  sums: Map<Rule, bigint>;
  entries: string[]; // rows by which money came there; empty where it only stayed
  accounts: string[]; // where it stayed, or came without a row of its own
  bounds: { lower: bigint; upper: bigint } | undefined;
}

const place = (one: Transfer) => `${one.to ?? ''}\n${one.to_holder ?? ''}\n${one.to_kind ?? ''}`;

/* The ends of all rules together. Bounds of several payments: at least the sum of what each is
 * at least; at most the sum of what each is at most, and never more than all that is followed. */
export function endsOf(traces: Trace[]): End[] {
  const ends = new Map<string, End>();
  const endOfEntry = new Map<string, End>();
  for (const trace of traces) {
    for (const sink of trace.sinks) {
      const name = sink.holder ?? sink.account ?? '';
      const key = `${sink.kind}\n${name}`;
      const end: End = ends.get(key) ?? { key, kind: sink.kind, name, sums: new Map(), entries: [], accounts: [], bounds: undefined };
      end.sums.set(trace.rule, (end.sums.get(trace.rule) ?? 0n) + fenOf(sink.amount));
      if (sink.entry && !endOfEntry.has(sink.entry)) {
        endOfEntry.set(sink.entry, end);
        end.entries.push(sink.entry);
      }
      if (!sink.entry && sink.account && !end.accounts.includes(sink.account)) end.accounts.push(sink.account);
      ends.set(key, end);
    }
  }
  addBounds(traces, endOfEntry);
  const into = rowsInto(traces);
  for (const end of ends.values()) if (end.kind !== 'held' && end.entries.length === 0) end.entries = [...new Set(end.accounts.flatMap((account) => into.get(account) ?? []))];
  return [...ends.values()].sort((a, b) => compare(most(b.sums), most(a.sums)));
}

/* Of each account the rows of all transfers that brought traced money to it, by any rule. */
function rowsInto(traces: Trace[]): Map<string, string[]> {
  const into = new Map<string, string[]>();
  for (const one of traces.flatMap((trace) => trace.transfers)) {
    if (one.to === null || fenOf(one.tainted) === 0n) continue;
    const rows = into.get(one.to) ?? [];
    rows.push(...one.entries.map((e) => e.id));
    into.set(one.to, rows);
  }
  return into;
}

const most = (sums: Map<Rule, bigint>) => [...sums.values()].reduce((a, b) => (a > b ? a : b), 0n);

function addBounds(traces: Trace[], endOfEntry: Map<string, End>): void {
  // The traces were asked with their bounds: each lists every transfer that may carry any of it.
  const transfers = new Map(traces.flatMap((trace) => trace.transfers.map((one) => [one.id, one] as const)));
  const endOfPlace = new Map<string, End>();
  for (const one of transfers.values()) {
    const end = one.entries.map((e) => endOfEntry.get(e.id)).find(Boolean);
    if (end) endOfPlace.set(place(one), end);
  }
  const seeded = fenOf(traces[0]?.seeded ?? '0.00');
  for (const one of transfers.values()) {
    const end = endOfPlace.get(place(one));
    if (!end) continue;
    const { lower, upper } = end.bounds ?? { lower: 0n, upper: 0n };
    const sum = upper + fenOf(one.upper);
    end.bounds = { lower: lower + fenOf(one.lower), upper: sum < seeded ? sum : seeded };
  }
}
