/* The board's history while it is open: steps, undo and redo. */
import { useEffect, useState } from 'react';

import { type BoardState, type History, begin, current, emptyState, goTo, take } from '../canvas/board';

export interface Board {
  history: History;
  state: BoardState;
  step: (label: string, next: BoardState) => void;
  move: (at: number) => void; // to the step of this number
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

export function useBoard(opened: History | undefined, beginning: string): Board {
  const [history, setHistory] = useState<History>(() => opened ?? begin(beginning, emptyState));

  const step = (label: string, next: BoardState) => setHistory((h) => take(h, label, next));
  const move = (at: number) => setHistory((h) => goTo(h, at));

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
