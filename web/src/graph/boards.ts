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

/* The board that nobody named is called so in the reader's language. */
export const titleOf = (name: string, usual: string): string => (name === zh['board.usual'] || name === en['board.usual'] ? usual : name);

/* A name that nobody has: "资金图 2". */
export function freeName(wish: string, taken: readonly string[]): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wish : `${wish} ${n}`;
    if (!taken.includes(name)) return name;
  }
}
