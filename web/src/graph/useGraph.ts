/* What the server says of the cards that stand: names, sums, links, places of new ones. */
import { useEffect, useState } from 'react';

import { type Options, casePath, post } from '../api/client';
import { type BoardState, type Spot, placedText } from '../canvas/board';
import { foldsText } from '../canvas/folds';
import type { Graph } from '../canvas/types';

export const PAGE_OF_TRANSFERS = 100;
export const MOST_SINGLE = 10000; // the server's --transfers

export function optionsOf(state: BoardState): Options {
  const options: Options = { level: state.level };
  if (state.spots.length > 0) options['placed'] = placedText(state.spots);
  if (state.folds.length > 0) options['fold'] = foldsText(state.folds);
  if (state.since) options['since'] = state.since;
  if (state.until) options['until'] = state.until;
  if (state.least) options['least'] = state.least;
  if (state.single) options['lines'] = 'single'; // of a file that is made of the board
  if (state.traced) {
    options['trace'] = state.traced.from;
    options['rule'] = state.traced.rule;
    if (state.traced.since) options['trace-since'] = state.traced.since;
  }
  return options;
}

/* Spots whose slot the server is to find. */
export function withFree(state: BoardState, free: Pick<Spot, 'id' | 'column'>[]): Options {
  const placed = [placedText(state.spots), ...free.map((s) => `${s.id}@${s.column}@`)].filter(Boolean).join(',');
  return { placed };
}

export function askGraph(caseName: string, state: BoardState, more: Options = {}): Promise<Graph> {
  return post<Graph>(casePath(caseName, 'graph'), { ...optionsOf(state), ...more });
}

export const spotsOf = (answer: Graph): Spot[] => answer.cards.map(({ id, column, slot }) => ({ id, column, slot }));

export interface Asked {
  graph: Graph | undefined;
  error: Error | undefined;
  loading: boolean;
  fail: (error: Error | undefined) => void;
}

/* Asked anew whenever the board is another. wanted: an account that must be on it; offset: of the
 * transfers listed. */
export function useGraph(caseName: string, state: BoardState, wanted: string | null, offset: number, onAnswer: (answer: Graph) => void): Asked {
  const [graph, setGraph] = useState<Graph>();
  const [error, fail] = useState<Error>();
  const [loading, setLoading] = useState(true);

  useEffect(() => {
    let isOld = false;
    const more: Options = { periods: true, transfers: state.single ? MOST_SINGLE : PAGE_OF_TRANSFERS };
    if (wanted !== null && !state.spots.some((s) => s.id === wanted)) more['account'] = wanted;
    if (offset > 0 && !state.single) more['offset'] = offset;
    setLoading(true);
    askGraph(caseName, state, more)
      .then((answer) => {
        if (isOld) return;
        setGraph(answer);
        fail(undefined);
        onAnswer(answer);
      })
      .catch((failure: unknown) => !isOld && fail(failure as Error))
      .finally(() => !isOld && setLoading(false));
    return () => {
      isOld = true;
    };
  }, [caseName, state, wanted, offset]);
  return { graph, error, loading, fail };
}
