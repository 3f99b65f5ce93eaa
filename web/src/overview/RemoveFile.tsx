import { Alert, Modal, Skeleton } from 'antd';
import { useEffect, useState } from 'react';

import { casePath, post } from '../api/client';
import { fileName } from '../parts/place';
import { useWords } from '../words';
import type { Effect } from './types';

const SHOWN = 5; // accounts by their numbers

/* Says what goes with a file and what rests on it, before it does. */
export function RemoveFile({ caseName, path, sha256, onClose }: { caseName: string; path: string; sha256: string; onClose: () => void }) {
  const t = useWords();
  const [effect, setEffect] = useState<Effect>();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    let isLeft = false;
    post<Effect>(casePath(caseName, 'sources', 'remove', sha256))
      .then((e) => !isLeft && setEffect(e))
      .catch((failure: unknown) => !isLeft && setError((failure as Error).message));
    return () => {
      isLeft = true;
    };
  }, [caseName, sha256]);

  async function remove(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await post(casePath(caseName, 'sources', 'remove', sha256), { yes: true });
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  }

  const lines = effect && [
    t('files.effect.rows', { tables: effect.tables, rows: effect.rows.toLocaleString() }),
    effect.accounts.length > 0 &&
      t('files.effect.accounts', { n: effect.accounts.length, names: effect.accounts.slice(0, SHOWN).join(t('list.and')) + (effect.accounts.length > SHOWN ? '…' : '') }),
    effect.repeats > 0 && t('files.effect.repeats', { n: effect.repeats.toLocaleString() }),
    effect.matches > 0 && t('files.effect.matches', { n: effect.matches }),
    effect.titles > 0 && t('files.effect.titles', { n: effect.titles }),
    effect.boards > 0 && t('files.effect.boards', { n: effect.boards }),
    effect.leads > 0 && t('files.effect.leads', { n: effect.leads }),
    effect.verdicts > 0 && t('files.effect.verdicts', { n: effect.verdicts }),
  ];
  return (
    <Modal
      open
      title={t('files.remove.title', { file: fileName(path) })}
      okText={t('files.remove.do')}
      okButtonProps={{ danger: true, disabled: !effect }}
      confirmLoading={isBusy}
      onOk={() => void remove()}
      onCancel={onClose}
    >
      {error && <Alert type="error" showIcon title={error} />}
      {lines ? (
        <>
          <p>{t('files.remove.what')}</p>
          <ul>{lines.map((line) => line && <li key={line}>{line}</li>)}</ul>
          <p className="quiet">{t('files.remove.back')}</p>
        </>
      ) : (
        !error && <Skeleton active />
      )}
    </Modal>
  );
}
