import { useEffect, useRef, useState } from 'react';

import { BLOCK } from './block';

/* Rows come from the server in blocks; those near the window are kept. */
export interface Blocks<T> {
  row: (i: number) => T | undefined;
  want: (first: number, last: number) => void;
  error: Error | undefined;
}

const MOST_KEPT = 40;

/* key: what is asked; another key forgets everything. fetchBlock must not change the order. */
export function useBlocks<T>(key: string, fetchBlock: (offset: number, limit: number, signal: AbortSignal) => Promise<T[]>): Blocks<T> {
  const kept = useRef(new Map<number, T[]>());
  const asked = useRef(new Map<number, AbortController>());
  const [, redraw] = useState(0);
  const [error, setError] = useState<Error>();

  useEffect(
    () => () => {
      for (const stop of asked.current.values()) stop.abort();
      asked.current.clear();
      kept.current.clear();
      setError(undefined);
    },
    [key],
  );

  async function ask(block: number): Promise<void> {
    const stop = new AbortController();
    asked.current.set(block, stop);
    try {
      const rows = await fetchBlock(block * BLOCK, BLOCK, stop.signal);
      if (stop.signal.aborted) return;
      kept.current.set(block, rows);
      for (const old of kept.current.keys()) {
        if (kept.current.size <= MOST_KEPT) break;
        if (Math.abs(old - block) > 3) kept.current.delete(old);
      }
      redraw((n) => n + 1);
    } catch (failure) {
      if (!stop.signal.aborted) setError(failure as Error);
    } finally {
      if (asked.current.get(block) === stop) asked.current.delete(block);
    }
  }

  return {
    error,
    row: (i) => kept.current.get(Math.floor(i / BLOCK))?.[i % BLOCK],
    want: (first, last) => {
      const from = Math.floor(first / BLOCK);
      const to = Math.floor(last / BLOCK);
      // What was scrolled past is not waited for.
      for (const [block, stop] of asked.current) {
        if (block >= from - 1 && block <= to + 1) continue;
        stop.abort();
        asked.current.delete(block);
      }
      for (let block = from; block <= to; block++) {
        if (!kept.current.has(block) && !asked.current.has(block)) void ask(block);
      }
    },
  };
}
