import type { Graph } from '../canvas/types';

export interface TracedTransfer {
  from: string;
  to: string;
  tainted: string;
}

/* What a trace says of each pair of accounts: its part of what went between them. */
export function sharesOf(transfers: TracedTransfer[], graph: Graph | undefined): Map<string, number> {
  const fen = new Map<string, bigint>();
  for (const t of transfers) {
    const key = `${t.from}\n${t.to}`;
    fen.set(key, (fen.get(key) ?? 0n) + BigInt(t.tainted.replace('.', '')));
  }
  const shares = new Map<string, number>();
  for (const link of graph?.links ?? []) {
    const key = `${link.from}\n${link.to}`;
    const part = fen.get(key);
    const whole = BigInt(link.amount.replace('.', ''));
    if (part && whole > 0n) shares.set(key, Math.min(1, Number((part * 10000n) / whole) / 10000));
  }
  return shares;
}
