import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';

import type { Options } from '../api/client';
import { type Placed, chosen, dropped, useSending } from '../api/send';
import { useWords } from '../words';

interface Props {
  caseName: string;
  job?: string[];
  options?: Options;
  title?: string;
  hint?: string;
  children?: ReactNode; // what else is to be said before files are given
  onBegun?: (job: string, files: Placed[]) => void;
}

/* A place to drop files and folders on; they are sent, and a job takes them. */
export function Drop({ caseName, job = ['import'], options, title, hint, children, onBegun }: Props) {
  const t = useWords();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isHovered, setHovered] = useState(false);
  const { sent, error, take } = useSending(caseName, job, options);
  const heading = title ?? t('drop.title');

  async function begin(list: ReturnType<typeof chosen>): Promise<void> {
    const begun = await take(list);
    for (const input of [files.current, folder.current]) if (input) input.value = '';
    if (begun) onBegun?.(begun, list);
  }

  return (
    <section
      className={isHovered ? 'drop no-print over' : 'drop no-print'}
      aria-label={heading}
      onDragOver={(event) => {
        event.preventDefault();
        setHovered(true);
      }}
      onDragLeave={() => setHovered(false)}
      onDrop={(event) => {
        event.preventDefault();
        setHovered(false);
        void dropped(event).then(begin);
      }}
    >
      <InboxOutlined className="drop-icon" />
      <div className="drop-words">
        <strong>{sent ? t('drop.sending', sent) : heading}</strong>
        <div className="quiet">{hint ?? t('drop.hint')}</div>
        {children}
        {error && <Alert type="error" showIcon title={error} style={{ marginTop: 8 }} />}
      </div>
      <span className="drop-buttons">
        <Button loading={sent !== undefined} onClick={() => files.current?.click()}>
          {t('drop.files')}
        </Button>
        <Button onClick={() => folder.current?.click()}>{t('drop.folder')}</Button>
      </span>
      <input ref={files} type="file" multiple hidden aria-label={t('drop.files')} onChange={(e) => void begin(chosen(e.target.files))} />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label={t('drop.folder')}
        onChange={(e) => void begin(chosen(e.target.files))}
      />
    </section>
  );
}
