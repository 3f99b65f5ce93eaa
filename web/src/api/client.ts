/* The server's calls (/api/v1): the same as the command line's, with the same JSON. */

export class CallError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Session {
  user: string;
  role: 'reader' | 'assistant' | 'prosecutor' | 'admin';
  token: string;
  version: string;
}

export type Params = Record<string, string | number | boolean | undefined>;

let session: Promise<Session> | undefined;
let language = 'zh';

export function speak(lang: string): void {
  language = lang;
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

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  let json: unknown;
  try {
    json = text ? JSON.parse(text) : {};
  } catch {
    throw new CallError(response.status, 'system', text.slice(0, 300));
  }
  if (response.ok) return json as T;
  const error = (json as { error?: { kind?: string; message?: string } }).error;
  throw new CallError(response.status, error?.kind ?? 'system', error?.message ?? response.statusText);
}

export async function get<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  return answer<T>(await fetch(url(path, params), signal ? { signal } : {}));
}

export function whoAmI(): Promise<Session> {
  session ??= get<Session>('session').catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
}

/* Where the server has users; its answer holds the session's token. */
export async function logIn(name: string, password: string): Promise<Session> {
  const body = JSON.stringify({ name, password });
  session = Promise.resolve(await answer<Session>(await fetch(url('session'), { method: 'POST', body })));
  return session;
}

export async function logOut(): Promise<void> {
  await remove('session');
  session = undefined;
}

async function send<T>(method: string, path: string, params: Params, body?: BodyInit): Promise<T> {
  const { token } = await whoAmI();
  const options: RequestInit = { method, headers: { 'X-Suyuan-Token': token } };
  if (body !== undefined) options.body = body;
  return answer<T>(await fetch(url(path, params), options));
}

export type Options = Record<string, string | number | boolean | string[]>;

export function post<T>(path: string, options: Options = {}, params: Params = {}): Promise<T> {
  return send<T>('POST', path, params, JSON.stringify({ options }));
}

export function remove<T>(path: string): Promise<T> {
  return send<T>('DELETE', path, {});
}

/* A name for files that are imported together. */
export function newBatch(): string {
  return `b${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}

/* A file goes as it is; `path` is its place within what was dropped. */
export function upload(caseName: string, batch: string, path: string, file: File): Promise<unknown> {
  return send('PUT', casePath(caseName, 'uploads', batch, ...path.split('/')), {}, file);
}
