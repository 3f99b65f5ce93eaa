import { Button } from 'antd';
import { useRef, useState } from 'react';

import { casePath, newBatch, post, upload } from '../api/client';

/* A button that takes files and begins a job on them. */
export function Upload({ caseName, job, label, onError }: { caseName: string; job: string[]; label: string; onError: (message: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);

  async function take(list: FileList | null): Promise<void> {
    if (!list || list.length === 0) return;
    const batch = newBatch();
    setBusy(true);
    try {
      for (const file of list) await upload(caseName, batch, file.name, file);
      await post(casePath(caseName, 'jobs', ...job), {}, { upload: batch });
    } catch (failure) {
      onError((failure as Error).message);
    }
    setBusy(false);
    if (input.current) input.current.value = '';
  }

  return (
    <>
      <Button size="small" loading={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input ref={input} type="file" multiple hidden aria-label={label} onChange={(e) => void take(e.target.files)} />
    </>
  );
}
