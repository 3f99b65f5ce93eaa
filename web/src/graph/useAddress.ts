/* The board's filters in the address, so that it can be sent to a colleague; what an address says
 * becomes a step of the board. */
import { useEffect, useRef } from 'react';

import { setParam, useRoute } from '../app/route';
import type { BoardState } from '../canvas/board';
import { useWords } from '../words';

const isDay = (text: string | null) => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

export function useAddress(state: BoardState, change: (label: string, part: Partial<BoardState>) => void): void {
  const t = useWords();
  const { params } = useRoute();
  const isRead = useRef(false);

  useEffect(() => {
    if (isRead.current) {
      setParam('since', state.since);
      setParam('until', state.until);
      return;
    }
    isRead.current = true;
    const since = params.get('since');
    const until = params.get('until');
    const part: Partial<BoardState> = {};
    if (isDay(since) && since !== state.since) part.since = since!;
    if (isDay(until) && until !== state.until) part.until = until!;
    if (Object.keys(part).length > 0) change(t('graph.step.days', { since: since ?? '…', until: until ?? '…' }), part);
    else {
      setParam('since', state.since);
      setParam('until', state.until);
    }
  }, [state.since, state.until]);
}
