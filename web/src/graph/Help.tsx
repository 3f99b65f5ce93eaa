import { Modal } from 'antd';

import { ACTIONS } from '../canvas/keys';
import { type Word, useWords } from '../words';

const MOVES = ['arrows', 'links', 'enter', 'pan', 'zoom', 'undo'] as const;

const shown = (key: string) => (key === ' ' ? 'Space' : key);

/* All keys of the board, from the table that it listens by. */
export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords();
  const byAction = new Map<string, string[]>();
  for (const [key, action] of Object.entries(ACTIONS)) byAction.set(action, [...(byAction.get(action) ?? []), shown(key)]);

  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={720}>
      <p>{t('keys.hint')}</p>
      <dl className="keys">
        {MOVES.map((move) => (
          <div key={move}>
            <dt>{t(`keys.${move}.keys`)}</dt>
            <dd>{t(`keys.${move}`)}</dd>
          </div>
        ))}
        {[...byAction].map(([action, keys]) => (
          <div key={action}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`key.${action}` as Word)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
