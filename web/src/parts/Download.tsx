import { Button } from 'antd';

import type { Params } from '../api/client';
import { useDownload } from './useDownload';

/* A button for a file that a command writes. */
export function Download({ path, params, label, size = 'middle' }: { path: string; params?: Params; label: string; size?: 'small' | 'middle' }) {
  const { isBusy, take } = useDownload();

  return (
    <Button size={size} loading={isBusy} onClick={() => void take(path, params)}>
      {label}
    </Button>
  );
}
