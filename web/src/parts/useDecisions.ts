import { useRef, useState } from 'react';

import { casePath, get, post } from '../api/client';

export type Say = 'confirm' | 'reject';
export interface Decided {
  key: string; // the pair, as the list knows it
  words: [string, string];
  say: Say;
}

/* What was said on pairs goes to the server one after the other, while whoever decides is at the
 * next one already. The newest that this view made is the one that undo takes back: not
 * somebody else's. */
export function useDecisions(caseName: string, onError: (error: Error) => void) {
  const [decided, setDecided] = useState<Decided[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  function send(work: () => Promise<unknown>, back: (list: Decided[]) => Decided[]): void {
    queue.current = queue.current.then(work).catch((error: unknown) => {
      setDecided(back);
      onError(error as Error);
    });
  }

  function decide(one: Decided): void {
    setDecided((list) => [...list, one]);
    send(() => post(casePath(caseName, 'match', one.say, ...one.words)), (list) => list.filter((d) => d !== one));
  }

  function undo(): Decided | undefined {
    const last = decided.at(-1);
    if (!last) return undefined;
    setDecided((list) => list.filter((d) => d !== last));
    send(() => takeBack(caseName, last), (list) => [...list, last]);
    return last;
  }

  return { decided, decide, undo };
}

interface Logged {
  number: number;
  on: string[];
  undone_at: string | null;
}

async function takeBack(caseName: string, one: Decided): Promise<void> {
  const { decisions } = await get<{ decisions: Logged[] }>(casePath(caseName, 'match', 'log'));
  const made = decisions.filter((d) => !d.undone_at && one.words.every((w) => d.on.includes(w))).at(-1);
  if (made) await post(casePath(caseName, 'match', 'undo', String(made.number)));
}
