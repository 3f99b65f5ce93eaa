import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';

import { casePath, newBatch, post, upload } from '../api/client';
import { useWords } from '../words';

type Placed = { path: string; file: File };

/* All files of what was dropped, folders within folders too. */
async function filesOf(entry: FileSystemEntry): Promise<Placed[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Placed[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesOf(one)));
  }
}

export function Drop({ caseName }: { caseName: string }) {
  const t = useWords();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [sent, setSent] = useState<{ done: number; total: number }>();
  const [error, setError] = useState<string>();

  async function take(list: Placed[]) {
    if (list.length === 0) return;
    const batch = newBatch();
    setError(undefined);
    try {
      for (const [i, { path, file }] of list.entries()) {
        setSent({ done: i, total: list.length });
        await upload(caseName, batch, path, file);
      }
      await post(casePath(caseName, 'jobs', 'import'), {}, { upload: batch });
    } catch (failure) {
      setError((failure as Error).message);
    }
    setSent(undefined);
  }

  async function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    // Entries are gone after the first await: all are asked for before.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter((e) => e !== null);
    const found: Placed[] = [];
    for (const entry of entries) found.push(...(await filesOf(entry)));
    await take(found);
  }

  const chosen = (list: FileList | null) =>
    void take([...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })));

  return (
    <section
      className="no-print"
      aria-label={t('drop.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => void drop(event)}
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 16,
        padding: 16,
        background: isOver ? '#e6f0ff' : '#fff',
        border: `1px dashed ${isOver ? '#0958d9' : '#8c8c8c'}`,
        borderRadius: 6,
      }}
    >
      <InboxOutlined style={{ fontSize: 32, color: '#0958d9' }} />
      <div style={{ flex: 1 }}>
        <strong>{sent ? t('drop.sending', sent) : t('drop.title')}</strong>
        <div style={{ color: '#595959' }}>{t('drop.hint')}</div>
        {error && <Alert type="error" showIcon title={error} style={{ marginTop: 8 }} />}
      </div>
      <Button onClick={() => files.current?.click()}>{t('drop.files')}</Button>
      <Button onClick={() => folder.current?.click()}>{t('drop.folder')}</Button>
      <input ref={files} type="file" multiple hidden aria-label={t('drop.files')} onChange={(e) => chosen(e.target.files)} />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label={t('drop.folder')}
        onChange={(e) => chosen(e.target.files)}
      />
    </section>
  );
}
