/* The board's filters in the address, so that it can be sent to a colleague; what an address says
 * becomes a step of the board. */
import { useEffect, useMemo, useRef, useState } from 'react';

import { setParams, useRoute } from '../app/route';
import { useParam } from '../app/useParam';
import type { BoardState } from '../canvas/board';
import { useWords } from '../words';
import { PAGE_OF_TRANSFERS } from './useGraph';

const isDay = (text: string | null) => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

export function useAddress(state: BoardState, change: (label: string, part: Partial<BoardState>) => void): void {
  const t = useWords();
  const { params } = useRoute();
  const isRead = useRef(false);

  useEffect(() => {
    if (isRead.current) {
      setParams({ since: state.since, until: state.until });
      return;
    }
    isRead.current = true;
    const since = params.get('since');
    const until = params.get('until');
    const part: Partial<BoardState> = {};
    if (isDay(since) && since !== state.since) part.since = since!;
    if (isDay(until) && until !== state.until) part.until = until!;
    if (Object.keys(part).length > 0) change(t('graph.step.days', { since: since ?? '…', until: until ?? '…' }), part);
    else setParams({ since: state.since, until: state.until });
  }, [state.since, state.until]);
}

/* What is chosen on the board: cards, or one link. Names of links hold a line break, ids never do. */
export function useChosen() {
  const [cards] = useParam('card');
  const [linkKey] = useParam('link');
  const selected = useMemo<ReadonlySet<string>>(() => new Set(cards?.split('\n').filter(Boolean)), [cards]);

  function select(ids: Iterable<string>, key?: string): void {
    setParams({ card: [...ids].join('\n'), link: key });
  }
  return { selected, linkKey, select };
}

/* The page of transfers that are listed; another state of the board begins at its first. */
export function useOffset(state: BoardState) {
  const [page, setPage] = useParam('page');
  const [of, setOf] = useState(state);
  const offset = of === state ? Math.max(0, (Math.floor(Number(page)) || 1) - 1) * PAGE_OF_TRANSFERS : 0;

  useEffect(() => {
    if (of !== state) setPage(undefined);
  }, [of, state]);
  function setOffset(at: number): void {
    setOf(state);
    setPage(at > 0 ? String(at / PAGE_OF_TRANSFERS + 1) : undefined);
  }
  return { offset, setOffset };
}
