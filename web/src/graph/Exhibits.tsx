import { Button, Input } from 'antd';

import type { Exhibit } from '../canvas/board';
import { useWords } from '../words';

interface Props {
  exhibits: Exhibit[];
  titleOf: (id: string) => string;
  onOpen: (cards: string[]) => void;
  onChange: (exhibits: Exhibit[]) => void;
}

/* The pinned paths, each with its name. */
export function Exhibits({ exhibits, titleOf, onOpen, onChange }: Props) {
  const t = useWords();
  const rename = (at: number, name: string) => onChange(exhibits.map((e, i) => (i === at ? { ...e, name } : e)));

  if (exhibits.length === 0) return <p style={{ color: '#595959' }}>{t('graph.hint')}</p>;
  return (
    <>
      <h2 style={{ fontSize: 14, marginTop: 0 }}>{t('graph.exhibits')}</h2>
      {exhibits.map((e, i) => (
        <div key={i} style={{ marginBottom: 8 }}>
          <Input defaultValue={e.name} aria-label={t('graph.exhibit.name')} onBlur={(event) => event.target.value !== e.name && rename(i, event.target.value)} />
          <Button size="small" type="link" onClick={() => onOpen(e.cards)}>
            {e.cards.map(titleOf).join(' → ')}
          </Button>
          <Button size="small" type="text" onClick={() => onChange(exhibits.filter((_, k) => k !== i))}>
            {t('graph.remove')}
          </Button>
        </div>
      ))}
    </>
  );
}
