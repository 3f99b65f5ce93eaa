/* Where the page is: /c/CASE/PAGE?view. The view's state is in the address, so that it
 * survives a reload and can be sent to a colleague. */
import { useSyncExternalStore } from 'react';

export interface Route {
  caseName: string | undefined;
  page: string;
  params: URLSearchParams;
}

const listeners = new Set<() => void>();
let current = read();

function read(): Route {
  const parts = location.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const params = new URLSearchParams(location.search);
  if (parts[0] !== 'c' || !parts[1]) return { caseName: undefined, page: 'home', params };
  return { caseName: parts[1], page: parts[2] ?? 'overview', params };
}

function changed(): void {
  current = read();
  for (const listener of listeners) listener();
}

addEventListener('popstate', changed);

export function currentRoute(): Route {
  return current;
}

export function useRoute(): Route {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function address(caseName: string | undefined, page: string, params?: Record<string, string>): string {
  const query = params ? `?${new URLSearchParams(params)}` : '';
  return caseName ? `/c/${encodeURIComponent(caseName)}/${page}${query}` : `/${query}`;
}

export function go(caseName: string | undefined, page: string, params?: Record<string, string>): void {
  history.pushState(null, '', address(caseName, page, params));
  changed();
}

/* Changes the view without a step in the browser's history: all of `changes` at once. */
export function setParams(changes: Record<string, string | undefined>): void {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  history.replaceState(null, '', location.pathname + (query ? `?${query}` : ''));
  changed();
}

export const setParam = (name: string, value: string | undefined): void => setParams({ [name]: value });
