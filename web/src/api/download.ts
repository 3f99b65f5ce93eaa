/* Files that a command writes: fetched first, so that a refusal is told in the page. */
import { type Params, failureOf, reach, url } from './client';

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
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ?? nameOf(response);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
