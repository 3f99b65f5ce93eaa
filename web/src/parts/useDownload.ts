import { App } from 'antd';
import { useState } from 'react';

import type { Params } from '../api/client';
import { download } from '../api/download';

/* Takes a file that a command writes; why there is none is told. */
export function useDownload(): { isBusy: boolean; take: (path: string, params?: Params, name?: string) => Promise<void> } {
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);

  async function take(path: string, params?: Params, name?: string): Promise<void> {
    setBusy(true);
    try {
      await download(path, params, name);
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
    setBusy(false);
  }
  return { isBusy, take };
}
