import type { ReactNode } from 'react';

/* A count (or a sum) of the whole under its name; it opens what was counted. */
export function Figure({ title, n, onOpen }: { title: string; n: ReactNode; onOpen: () => void }) {
  return (
    <button type="button" className="figure" onClick={onOpen}>
      <span className="quiet">{title}</span>
      <span className="figure-n">{typeof n === 'number' ? n.toLocaleString() : n}</span>
    </button>
  );
}
