import { Input } from 'antd';
import { useEffect, useState } from 'react';

import { useWords } from '../words';

export const NOTE_FIELD = 'board-note'; // its id: a key leads there

/* A note on a card or a link; kept when the field is left. */
export function Note({ of, note, onNote }: { of: string; note: string; onNote: (note: string) => void }) {
  const t = useWords();
  const [text, setText] = useState(note);

  useEffect(() => setText(note), [of, note]);
  return (
    <Input.TextArea
      id={NOTE_FIELD}
      rows={3}
      maxLength={2000}
      aria-label={t('graph.note')}
      placeholder={t('graph.note')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text !== note && onNote(text)}
    />
  );
}
