/* How a file, a table of it and a row are named. */
import type { Words } from '../words';

/* Of a path its last part; where the file lay, is its title. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const tableName = (path: string, sheet: string | null): string => [fileName(path), sheet].filter(Boolean).join(' · ');

/* Where a file lay on somebody's computer says nothing; its folder may tell it from one of the same name. */
const shortPath = (path: string): string => (path.startsWith('/') ? path.split('/').slice(-2).join('/') : path);

export const placeOf = (t: Words, file: string, { sheet, row }: { sheet: string | null; row: number }): string =>
  t(sheet ? 'entry.place.sheet' : 'entry.place', { file: shortPath(file), sheet: sheet ?? '', row });
