import { App, Button, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { tableName } from '../parts/place';
import { Original } from '../parts/Original';
import { Panel } from '../parts/Panel';
import { useWords } from '../words';
import type { StatedTitle } from './types';

const MOST = 8; // at once; more follow as these are decided
const FIELDS = ['holder', 'account', 'period'] as const;

/* One file: what its title says, where, and the rows in which that stands. */
function Title({ caseName, title, isFirst, onSay }: { caseName: string; title: StatedTitle; isFirst: boolean; onSay: (word: 'confirm' | 'reject') => Promise<void> }) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const name = tableName(title.file, title.sheet);

  async function say(word: 'confirm' | 'reject'): Promise<void> {
    setBusy(true);
    await onSay(word);
    setBusy(false);
  }
  return (
    <section className="stated" aria-label={name}>
      <Space wrap>
        <strong>{name}</strong>
        {FIELDS.map((field) => {
          const said = title[field];
          return said && <span key={field}>{t('titles.said', { field: t(`titles.${field}`), value: said.value, where: t(`titles.place.${said.place}`, { row: said.row ?? 0 }) })}</span>;
        })}
        <Button size="small" type="primary" loading={isBusy} onClick={() => void say('confirm')}>
          {t('titles.confirm')}
        </Button>
        <Button size="small" loading={isBusy} onClick={() => void say('reject')}>
          {t('titles.reject')}
        </Button>
        {!isFirst && (
          <Button size="small" type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('original.title')}
          </Button>
        )}
      </Space>
      {(isFirst || isOpen) && <Original caseName={caseName} id={title.look_at} place={name} />}
    </section>
  );
}

/* Holder, account and period that stand in a title and in no column: a person says whether that is right. */
export function Titles({ caseName }: { caseName: string }) {
  const t = useWords();
  const { message } = App.useApp();
  const { data } = useCall<{ titles: StatedTitle[] }>(casePath(caseName, 'titles', 'list'));
  const titles = data?.titles ?? [];

  async function tell(...words: string[]): Promise<void> {
    try {
      await post(casePath(caseName, 'titles', ...words));
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
  }

  const waiting = titles.filter((one) => one.state === 'stated');

  if (titles.length === 0) return null;
  return (
    <Panel
      title={t('titles.title')}
      extra={
        <Space>
          {waiting.length > 1 && (
            <Button size="small" onClick={() => void tell('confirm')}>
              {t('titles.confirm.all', { n: waiting.length })}
            </Button>
          )}
          {waiting.length < titles.length && (
            <Button size="small" onClick={() => void tell('undo')}>
              {t('titles.undo')}
            </Button>
          )}
        </Space>
      }
    >
      <p className="quiet">
        {waiting.length > 0 && t('titles.why')}
        {waiting.length < titles.length &&
          t('titles.decided', { confirmed: titles.filter((one) => one.state === 'confirmed').length, rejected: titles.filter((one) => one.state === 'rejected').length })}
      </p>
      {waiting.slice(0, MOST).map((one, i) => (
        <Title key={one.id} caseName={caseName} title={one} isFirst={i === 0} onSay={(word) => tell(word, one.id)} />
      ))}
      {waiting.length > MOST && <p>{t('titles.more', { n: waiting.length - MOST })}</p>}
    </Panel>
  );
}
