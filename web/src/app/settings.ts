/* What this browser remembers of how its user likes things: language, 元 or 万元. */
import { useSyncExternalStore } from 'react';

import { speak } from '../api/address';
import type { Language } from '../words';

export interface Settings {
  lang: Language;
  inWan: boolean;
}

const KEY = 'suyuan';
const listeners = new Set<() => void>();

function load(): Settings {
  try {
    return { lang: 'zh', inWan: false, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>) };
  } catch {
    return { lang: 'zh', inWan: false };
  }
}

let settings = load();
speak(settings.lang);

export function change(part: Partial<Settings>): void {
  settings = { ...settings, ...part };
  localStorage.setItem(KEY, JSON.stringify(settings));
  speak(settings.lang);
  document.documentElement.lang = settings.lang === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => settings,
  );
}
