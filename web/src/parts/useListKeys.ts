/* Findings in a list, worked through with the keyboard: the next, the one before, and a word on it.
 * The keys are those of the doubts (Doubts.tsx). A button of a finding's card carries data-key; the
 * key clicks it, so that whatever holds for the button holds for the key. */
import { type KeyboardEvent, type RefObject, useRef } from 'react';

const STEPS: Record<string, 1 | -1> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
export const VERDICT_KEYS = { confirm: 'y', refute: 'n', undo: 'u', rows: 'o', lead: 'l' } as const;

const isTyped = (target: EventTarget) => (target as HTMLElement).closest('input, textarea, .ant-select, .ant-drawer, .ant-modal') !== null;

interface ListKeys<E> {
  box: RefObject<E | null>;
  onKeyDown: (event: KeyboardEvent) => void;
}

/* ids: as they stand on the page; here: the one that the keys are about; its card has the DOM id "finding-ID". */
export function useListKeys<E extends HTMLElement>(ids: readonly string[], here: string | undefined, onHere: (id: string) => void): ListKeys<E> {
  const box = useRef<E>(null);

  function move(by: 1 | -1): void {
    const at = ids.indexOf(here ?? '');
    const next = ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + by))];
    if (next === undefined) return;
    onHere(next);
    // Once it is drawn, perhaps opened.
    setTimeout(() => document.getElementById(`finding-${next}`)?.scrollIntoView({ block: 'nearest' }), 50);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyped(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const step = STEPS[key];
    const card = here === undefined ? null : document.getElementById(`finding-${here}`);
    if (step) move(step);
    else {
      const button = card?.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(key)}"]`);
      if (!button || button.disabled) return;
      button.click();
    }
    event.preventDefault();
  }
  return { box, onKeyDown };
}
