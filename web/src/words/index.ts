/* Every text of the page in both languages: zh.ts has all of them, en.ts must too. */
import { useSettings } from '../app/settings';
import { en } from './en';
import { zh } from './zh';

export type Language = 'zh' | 'en';
export type Word = keyof typeof zh;
export type Words = (word: Word, values?: Record<string, string | number>) => string;

export function wordsOf(lang: Language): Words {
  const table: Record<Word, string> = lang === 'en' ? en : zh;
  return (word, values) =>
    values ? table[word].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)) : table[word];
}

/* What the server says in both languages. */
export interface Both {
  zh: string;
  en: string;
}

export function useBoth(): (words: Both) => string {
  const { lang } = useSettings();
  return (words) => words[lang];
}

export function useWords(): Words {
  return wordsOf(useSettings().lang);
}
