/* The board's history as a page keeps it: steps, undo and redo, saved with every step. */
import { useEffect, useState } from 'react';

import { type BoardState, type History, begin, current, emptyState, goTo, load, save, take } from '../canvas/board';

export interface Board {
  history: History;
  state: BoardState;
  step: (label: string, next: BoardState) => void;
  move: (at: number) => void; // to the step of this number
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

export function useBoard(caseName: string, beginning: string): Board {
  const [history, setHistory] = useState<History>(() => load(caseName) ?? begin(beginning, emptyState));

  function change(how: (h: History) => History): void {
    setHistory((h) => {
      const after = how(h);
      save(caseName, after);
      return after;
    });
  }
  const step = (label: string, next: BoardState) => change((h) => take(h, label, next));
  const move = (at: number) => change((h) => goTo(h, at));

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isText(event.target)) return;
      event.preventDefault();
      move(history.at + (event.shiftKey ? 1 : -1));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return { history, state: current(history), step, move };
}
