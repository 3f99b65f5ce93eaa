/* The server's calls (/api/v1): the same as the command line's, with the same JSON. */

import { en } from '../words/en';
import { zh } from '../words/zh';
import { type Params, casePath, spoken, url } from './address';
import { takeEarly } from './early';

export { type Params, casePath, url };

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

let session: Promise<Session> | undefined;
/* Fails in words where the program does not answer. */
export async function reach(address: string, options: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new CallError(0, 'away', (spoken() === 'en' ? en : zh)['lost.call']);
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    throw new CallError(response.status, 'system', text.slice(0, 300));
  }
}

/* What the server says of a call that it refused. */
export async function failureOf(response: Response): Promise<CallError> {
  const { error } = (await jsonOf(response)) as { error?: { kind?: string; message?: string } };
  return new CallError(response.status, error?.kind ?? 'system', error?.message ?? response.statusText);
}

async function answer<T>(response: Response): Promise<T> {
  if (!response.ok) throw await failureOf(response);
  return (await jsonOf(response)) as T;
}

export async function get<T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> {
  const address = url(path, params);
  return (await takeEarly<T>(address)) ?? answer<T>(await reach(address, signal ? { signal } : {}));
}

/* Asked once, by whoever is first. */
function whoAmI(): Promise<Session> {
  session ??= get<Session>('session').catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
}

/* What the page has asked for itself is not asked for again. */
export function remember(said: Session): void {
  session = Promise.resolve(said);
}

/* Where the server has users; its answer holds the session's token. */
export async function logIn(name: string, password: string): Promise<Session> {
  const body = JSON.stringify({ name, password });
  const said = await answer<Session>(await reach(url('session'), { method: 'POST', body }));
  remember(said);
  return said;
}

/* A body without options: what the server does itself. */
export function tell<T>(path: string[], body: object): Promise<T> {
  return send<T>('POST', path.map(encodeURIComponent).join('/'), {}, JSON.stringify(body));
}

/* The server begins a new session, and ends those of the old password. */
export async function changeOwnPassword(old: string, fresh: string): Promise<void> {
  remember(await tell<Session>(['session', 'password'], { old, new: fresh }));
}

export async function logOut(): Promise<void> {
  await remove('session');
  session = undefined;
}

async function sendOnce<T>(method: string, path: string, params: Params, body?: BodyInit): Promise<T> {
  const { token } = await whoAmI();
  const options: RequestInit = { method, headers: { 'X-Suyuan-Token': token } };
  if (body !== undefined) options.body = body;
  return answer<T>(await reach(url(path, params), options));
}

async function send<T>(method: string, path: string, params: Params, body?: BodyInit): Promise<T> {
  try {
    return await sendOnce<T>(method, path, params, body);
  } catch (error) {
    if (!(error instanceof CallError) || error.kind !== 'token') throw error;
    // The server was started anew, and this browser has its new session: it has another token.
    session = undefined;
    return sendOnce<T>(method, path, params, body);
  }
}

export type Options = Record<string, string | number | boolean | string[]>;

/* input: what the command reads from stdin. */
export function post<T>(path: string, options: Options = {}, params: Params = {}, input?: unknown): Promise<T> {
  return send<T>('POST', path, params, JSON.stringify(input === undefined ? { options } : { options, input }));
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
