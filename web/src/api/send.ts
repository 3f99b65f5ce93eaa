/* Files that a person drops or chooses, sent one after the other, and the job that takes them. */
import { type DragEvent, useRef, useState } from 'react';

import { type Options, casePath, newBatch, post, upload } from './client';

export type Placed = { path: string; file: File };

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

export async function dropped(event: DragEvent): Promise<Placed[]> {
  // Entries are gone after the first await: all are asked for before.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter((e) => e !== null);
  const found: Placed[] = [];
  for (const entry of entries) found.push(...(await filesOf(entry)));
  return found;
}

export function chosen(list: FileList | null): Placed[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/* Sends files and begins `job` on them; its number. */
export async function sendTo(caseName: string, job: string[], files: Placed[], options: Options = {}, onSent?: (done: number) => void): Promise<string> {
  const batch = newBatch();
  for (const [i, { path, file }] of files.entries()) {
    onSent?.(i);
    await upload(caseName, batch, path, file);
  }
  return (await post<{ job: string }>(casePath(caseName, 'jobs', ...job), options, { upload: batch })).job;
}

export interface Sending {
  sent: { done: number; total: number } | undefined; // while files are on their way
  error: string | undefined;
  take: (files: Placed[]) => Promise<string | undefined>; // the job's number
}

export function useSending(caseName: string, job: string[], options: Options = {}): Sending {
  const [sent, setSent] = useState<Sending['sent']>();
  const [error, setError] = useState<string>();
  const isBusy = useRef(false);

  async function take(files: Placed[]): Promise<string | undefined> {
    if (files.length === 0 || isBusy.current) return undefined;
    isBusy.current = true;
    setError(undefined);
    try {
      return await sendTo(caseName, job, files, options, (done) => setSent({ done, total: files.length }));
    } catch (failure) {
      setError((failure as Error).message);
      return undefined;
    } finally {
      isBusy.current = false;
      setSent(undefined);
    }
  }

  return { sent, error, take };
}
