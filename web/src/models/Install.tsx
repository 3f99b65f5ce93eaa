import { Alert, App, Button, Modal, Space } from 'antd';
import { useRef, useState } from 'react';

import { casePath, post } from '../api/client';
import { answerOf } from '../api/jobs';
import { chosen, sendTo } from '../api/send';
import { setParam } from '../app/route';
import { useBoth, useWords } from '../words';
import { ComparedSides } from './Compared';
import { Facts, Marks } from './Facts';
import type { Compared, ModelCard, ModelHead } from './types';

/* A signed file: shown whole, then installed, or compared with the one that is here. */
export function Install({ caseName, here }: { caseName: string; here: ModelHead[] }) {
  const t = useWords();
  const both = useBoth();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [card, setCard] = useState<ModelCard>();
  const [compared, setCompared] = useState<Compared>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const old = here.find((m) => m.id === card?.id);

  async function work(what: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await what();
    } catch (failure) {
      setError((failure as Error).message);
    }
    setBusy(false);
  }

  async function ask<T>(of: File, job: string[], options = {}): Promise<T> {
    return answerOf<T>(await sendTo(caseName, job, [{ path: of.name, file: of }], options));
  }

  function close(): void {
    setFile(undefined);
    setCard(undefined);
    setCompared(undefined);
    setError(undefined);
  }

  function look(list: FileList | null): void {
    const one = chosen(list)[0]?.file;
    if (!one) return;
    setFile(one);
    void work(async () => setCard(await ask<ModelCard>(one, ['model', 'show'])));
  }

  const install = (of: File, id: string) =>
    work(async () => {
      await ask(of, ['model', 'install']);
      await post(casePath(caseName, 'model', 'show', id), { seen: true });
      void message.success(t('install.done'));
      close();
      setParam('model', id);
    });

  const compare = (of: File, id: string) =>
    work(async () => {
      await ask(of, ['model', 'show'], { seen: true });
      setCompared(await ask<Compared>(of, ['model', 'compare', id]));
    });

  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('install.button')}</Button>
      <input
        ref={input}
        type="file"
        accept=".symodel"
        hidden
        aria-label={t('install.button')}
        onChange={(e) => {
          look(e.target.files);
          e.target.value = '';
        }}
      />
      <Modal open={file !== undefined} title={t('install.title', { file: file?.name ?? '' })} width={980} onCancel={close} footer={null}>
        <div className="stack">
          {error && <Alert type="error" showIcon title={error} />}
          {isBusy && !card && <p aria-busy="true">{t('loading')}</p>}
          {card && file && (
            <>
              <Alert type="warning" showIcon title={t('install.look', { key: card.key ?? '—', maker: card.maker })} />
              <Space wrap>
                <strong>{both({ zh: card.name, en: card.name_en })}</strong>
                <span>{card.version}</span>
                <span>
                  <Marks model={card} />
                </span>
                {old && <span>{t('install.here', { version: old.version })}</span>}
              </Space>
              <Space wrap>
                <Button type="primary" loading={isBusy} onClick={() => void install(file, card.id)}>
                  {t('install.do')}
                </Button>
                {old && (
                  <Button loading={isBusy} onClick={() => void compare(file, card.id)}>
                    {t('install.compare')}
                  </Button>
                )}
                <Button onClick={close}>{t('cancel')}</Button>
              </Space>
              {compared && old && <ComparedSides caseName={caseName} compared={compared} names={[t('precision.version', { version: compared.one.version }), t('precision.version', { version: compared.other.version })]} />}
              <Facts model={card} checked={undefined} />
            </>
          )}
        </div>
      </Modal>
    </>
  );
}
