/* Files that leave the page: those that a command writes are fetched first, so that a refusal is told in the page. */
import { type Params, failureOf, reach, url } from './client';

const KEPT_MS = 10_000; // the browser reads the file after the click

export function saveFile(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/* The name that the server gave the file (RFC 8187). */
function nameOf(response: Response): string {
  const header = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  return encoded ? decodeURIComponent(encoded) : 'suyuan';
}

/* name: of the file, where the page has a better one than the server. */
export async function download(path: string, params: Params = {}, name?: string): Promise<void> {
  const response = await reach(url(path, params));
  if (!response.ok) throw await failureOf(response);
  saveFile(name ?? nameOf(response), await response.blob());
}
