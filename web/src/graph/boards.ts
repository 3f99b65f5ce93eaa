/* Calls of `suyuan board`. */
import { casePath, get, post } from '../api/client';
import type { SavedBody } from '../canvas/saved';
import { en } from '../words/en';
import { zh } from '../words/zh';

export interface SavedBoard {
  name: string;
  version: number;
  cards: number;
  who: string;
  saved_at: string;
  deleted_at?: string;
}

interface Listed {
  boards: SavedBoard[];
}

export const listBoards = (caseName: string): Promise<Listed> => get(casePath(caseName, 'board', 'list'));
export const showBoard = (caseName: string, name: string): Promise<SavedBoard & { board: unknown }> => get(casePath(caseName, 'board', 'show', name));
export const saveBoard = (caseName: string, name: string, base: number, body: SavedBody): Promise<SavedBoard> =>
  post(casePath(caseName, 'board', 'save', name), { base }, {}, body);
export const changeBoard = (caseName: string, verb: 'rename' | 'copy' | 'delete' | 'restore', ...words: string[]): Promise<Listed> =>
  post(casePath(caseName, 'board', verb, ...words));

const USUAL = [zh['board.usual'], en['board.usual']] as const;
/* "资金图", "资金图 2", "资金图 (10:32)", "资金图 2 (10:32) 3": what freeName makes of it. */
const BY_ITSELF = /^( \d+)?( \(\d\d:\d\d\)( \d+)?)?$/;

/* A board that nobody named is called so in the reader's language. */
export function titleOf(name: string, usual: string): string {
  const word = USUAL.find((one) => name.startsWith(one));
  return word !== undefined && BY_ITSELF.test(name.slice(word.length)) ? usual + name.slice(word.length) : name;
}

/* A name that nobody has: "资金图 2". */
export function freeName(wish: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wish : `${wish} ${n}`;
    if (!taken.includes(name)) return name;
  }
}
