import { App, Button } from 'antd';
import { useState } from 'react';

import type { Params } from '../api/client';
import { download } from '../api/download';

/* A button for a file that a command writes; why there is none is told. */
export function Download({ path, params, label, size }: { path: string; params?: Params; label: string; size?: 'small' | 'middle' }) {
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);

  async function take(): Promise<void> {
    setBusy(true);
    try {
      await download(path, params);
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
    setBusy(false);
  }

  return (
    <Button size={size ?? 'middle'} loading={isBusy} onClick={() => void take()}>
      {label}
    </Button>
  );
}
