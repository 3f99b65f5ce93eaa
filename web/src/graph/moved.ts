/* Which transfers a number of the board counts, as the address says it and as the server is asked. */
import { useEffect, useState } from 'react';

import type { Options } from '../api/client';
import type { BoardState } from '../canvas/board';
import type { Graph } from '../canvas/types';
import { askGraph } from './useGraph';

export type Which = 'shown' | 'inner' | 'in' | 'out' | 'within' | 'link';

export interface Moved {
  which: Which;
  from?: string;
  to?: string;
}

/* Names of cards hold no line break. */
export const movedText = ({ which, from, to }: Moved) => [which, from, to].filter((part) => part !== undefined).join('\n');
export const ofCard = (which: 'in' | 'out' | 'within', id: string) => movedText({ which, from: id });

export function movedOf(text: string | undefined): Moved | undefined {
  const [which, from, to] = text?.split('\n') ?? [];
  switch (which) {
    case 'shown':
    case 'inner':
      return { which };
    case 'in':
    case 'out':
    case 'within':
      return from ? { which, from } : undefined;
    case 'link':
      return from && to ? { which, from, to } : undefined;
    default:
      return undefined;
  }
}

export function askOf({ which, from = '', to = '' }: Moved): Options {
  if (which === 'shown') return {};
  if (which === 'inner') return { within: true };
  if (which === 'in') return { to: from };
  if (which === 'out') return { from };
  return which === 'within' ? { from, within: true } : { from, to };
}

/* Of them as many as a page holds, from `offset`; moved undefined: nothing to ask. */
export function useMoved(caseName: string, state: BoardState, moved: Moved | undefined, size: number, offset: number) {
  const [list, setList] = useState<NonNullable<Graph['transfers']>>();
  const [error, setError] = useState<Error>();
  const asked = moved && JSON.stringify(askOf(moved));

  useEffect(() => {
    let isOld = false;
    setList(undefined);
    setError(undefined);
    if (!moved) return undefined;
    askGraph(caseName, state, { ...askOf(moved), transfers: size, ...(offset > 0 && { offset }) })
      .then((answer) => !isOld && setList(answer.transfers))
      .catch((failure: unknown) => !isOld && setError(failure as Error));
    return () => {
      isOld = true;
    };
  }, [caseName, state, asked, size, offset]);
  return { list, error };
}
