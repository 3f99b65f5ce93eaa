import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';

import type { Options } from '../api/client';
import { chosen, useSending } from '../api/send';

interface Props {
  caseName: string;
  job: string[];
  label: string;
  options?: Options;
  many?: boolean;
  size?: 'small' | 'middle';
  onBegun?: (job: string) => void;
}

/* A button that takes files and begins a job on them. */
export function Upload({ caseName, job, label, options, many = true, size = 'small', onBegun }: Props) {
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const { sent, error, take } = useSending(caseName, job, options);

  useEffect(() => {
    if (error) void message.error(error);
  }, [error, message]);

  async function send(list: FileList | null): Promise<void> {
    const begun = await take(chosen(list));
    if (input.current) input.current.value = '';
    if (begun) onBegun?.(begun);
  }

  return (
    <>
      <Button size={size} loading={sent !== undefined} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input ref={input} type="file" multiple={many} hidden aria-label={label} onChange={(e) => void send(e.target.files)} />
    </>
  );
}
