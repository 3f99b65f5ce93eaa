/* Saves a board by itself, a second after a change. Until the server has it, this browser keeps
 * it; where somebody else was quicker, it goes on under a name of its own: nothing is lost. */
import { useEffect, useRef, useState } from 'react';

import { CallError } from '../api/client';
import type { History } from '../canvas/board';
import { type SavedBody, keep } from '../canvas/saved';
import type { Opened } from './OpenBoard';
import { freeName, listBoards, saveBoard } from './boards';

const AFTER_MS = 1000;
const AGAIN_MS = 5000;
const REFUSED = ['input', 'usage', 'limit']; // would be refused again; all else may pass

export interface Saved {
  how: 'fresh' | 'saving' | 'saved' | 'away' | 'reader' | 'refused';
  at?: string; // HH:MM
  why?: string;
}

export interface Saving {
  saved: Saved;
  flush: () => Promise<void>; // what an export rests on
}

const clock = () => new Date().toTimeString().slice(0, 5);

/* onMoved: the board goes on under this name. */
export function useSaved(caseName: string, { name, version, isUnsaved }: Opened, history: History, body: () => SavedBody, onMoved: (name: string, version: number) => void): Saving {
  const [saved, setSaved] = useState<Saved>(version > 0 ? { how: 'saved' } : { how: 'fresh' });
  const base = useRef(version);
  const last = useRef(isUnsaved ? undefined : history);
  const working = useRef(Promise.resolve());
  const isDirty = useRef(isUnsaved);
  const make = useRef(body);
  make.current = body;

  async function conflict(): Promise<void> {
    const { boards } = await listBoards(caseName);
    const other = freeName(`${name} (${clock()})`, boards.map((b) => b.name));
    const done = await saveBoard(caseName, other, 0, make.current());
    keep(caseName, name, undefined);
    onMoved(other, done.version);
  }

  async function save(): Promise<void> {
    const wanted = make.current();
    isDirty.current = false;
    setSaved({ how: 'saving' });
    try {
      base.current = (await saveBoard(caseName, name, base.current, wanted)).version;
      // What was changed meanwhile is saved by its own clock; until then this browser keeps it.
      keep(caseName, name, isDirty.current ? { base: base.current, body: make.current() } : undefined);
      if (!isDirty.current) setSaved({ how: 'saved', at: clock() });
    } catch (error) {
      const kind = error instanceof CallError ? error.kind : 'away';
      isDirty.current = kind !== 'conflict';
      if (kind === 'conflict') await conflict();
      else if (kind === 'role') setSaved({ how: 'reader' });
      else setSaved({ how: REFUSED.includes(kind) ? 'refused' : 'away', why: (error as Error).message });
    }
  }

  const flush = (): Promise<void> => {
    working.current = working.current.then(save, save);
    return working.current;
  };

  useEffect(() => {
    if (history === last.current) return undefined;
    last.current = history;
    isDirty.current = true;
    keep(caseName, name, { base: base.current, body: make.current() });
    const timer = setTimeout(() => void flush(), AFTER_MS);
    return () => clearTimeout(timer);
  }, [history]);

  useEffect(() => {
    if (saved.how !== 'away') return undefined;
    const timer = setInterval(() => void flush(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [saved.how]);
  // Whoever leaves the page at once has not lost his last change.
  useEffect(() => () => void (isDirty.current && flush()), []);
  return { saved, flush };
}
