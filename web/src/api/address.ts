/* Addresses of the server's calls. Nothing else is here, since the page begins with it. */
import type { Language } from '../words';

export type Params = Record<string, string | number | boolean | undefined>;

let language: Language = 'zh';

export function speak(lang: Language): void {
  language = lang;
}

export function spoken(): Language {
  return language;
}

export function url(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  query.set('lang', language);
  return `/api/v1/${path}?${query}`;
}

export function casePath(name: string, ...rest: string[]): string {
  return ['cases', name, ...rest].map(encodeURIComponent).join('/');
}
