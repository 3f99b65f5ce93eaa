import type { ReactNode } from 'react';

import { useWords } from '../words';

/* A number that opens the rows behind it; without any, only a number. */
export function Opens({ onOpen, children }: { onOpen: (() => void) | undefined; children: ReactNode }) {
  const t = useWords();

  if (!onOpen) return <span className="number">{children}</span>;
  return (
    <button type="button" className="opens number" title={t('opens.rows')} onClick={onOpen}>
      {children}
    </button>
  );
}
