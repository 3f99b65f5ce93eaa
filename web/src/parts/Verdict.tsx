import { App, Button, Input, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { Mark } from './Mark';
import { VERDICT_KEYS } from './useListKeys';
import { useWords } from '../words';

export type VerdictState = 'open' | 'confirmed' | 'refuted';

/* A person says whether a finding is true; each word can be taken back. hasKeys: the keyboard is at this one. */
export function Verdict({ caseName, command, id, state, hasKeys = false }: { caseName: string; command: 'clues' | 'proxies' | 'diverted'; id: string; state: VerdictState; hasKeys?: boolean }) {
  const t = useWords();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);

  async function say(word: 'confirm' | 'refute' | 'undo'): Promise<void> {
    setBusy(true);
    try {
      await post(casePath(caseName, command, word, id), word !== 'undo' && note ? { note } : {});
      setNote('');
    } catch (failure) {
      void message.error((failure as Error).message);
    }
    setBusy(false);
  }

  if (state !== 'open') {
    return (
      <Space>
        <Mark tone={state === 'confirmed' ? 'good' : 'plain'}>{t(`verdict.${state}`)}</Mark>
        <Button size="small" loading={busy} data-key={VERDICT_KEYS.undo} onClick={() => void say('undo')}>
          {t('undo')} {hasKeys && <kbd>U</kbd>}
        </Button>
      </Space>
    );
  }
  return (
    <Space wrap>
      <Input size="small" value={note} onChange={(e) => setNote(e.target.value)} placeholder={t('verdict.note')} aria-label={t('verdict.note')} style={{ width: 160 }} />
      <Button size="small" loading={busy} data-key={VERDICT_KEYS.confirm} onClick={() => void say('confirm')}>
        {t('verdict.confirm')} {hasKeys && <kbd>Y</kbd>}
      </Button>
      <Button size="small" loading={busy} data-key={VERDICT_KEYS.refute} onClick={() => void say('refute')}>
        {t('verdict.refute')} {hasKeys && <kbd>N</kbd>}
      </Button>
    </Space>
  );
}
