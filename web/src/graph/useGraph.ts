/* What the server says of the cards that stand: names, sums, links, places of new ones. */
import { useEffect, useState } from 'react';

import { type Options, casePath, post } from '../api/client';
import { type BoardState, placedText } from '../canvas/board';
import type { Graph } from '../canvas/types';

export function optionsOf(state: BoardState): Options {
  const options: Options = { level: state.level };
  if (state.spots.length > 0) options['placed'] = placedText(state.spots);
  if (state.since) options['since'] = state.since;
  if (state.until) options['until'] = state.until;
  if (state.least) options['least'] = state.least;
  return options;
}

export function askGraph(caseName: string, state: BoardState, more: Options = {}): Promise<Graph> {
  return post<Graph>(casePath(caseName, 'graph'), { ...optionsOf(state), ...more });
}

export interface Asked {
  graph: Graph | undefined;
  error: string | undefined;
  fail: (error: string | undefined) => void;
}

/* Asked anew whenever the board is another. wanted: an account that must be on it. */
export function useGraph(caseName: string, state: BoardState, wanted: string | null, onAnswer: (answer: Graph) => void): Asked {
  const [graph, setGraph] = useState<Graph>();
  const [error, fail] = useState<string>();

  useEffect(() => {
    let isOld = false;
    const isMissing = wanted !== null && !state.spots.some((s) => s.id === wanted);
    askGraph(caseName, state, isMissing ? { account: wanted } : {})
      .then((answer) => {
        if (isOld) return;
        setGraph(answer);
        fail(undefined);
        onAnswer(answer);
      })
      .catch((failure: unknown) => !isOld && fail((failure as Error).message));
    return () => {
      isOld = true;
    };
  }, [caseName, state, wanted]);
  return { graph, error, fail };
}
