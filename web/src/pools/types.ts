import type { LeftColumn } from '../parts/NotTaken';
import type { Reject } from '../parts/Rejects';

/* What `suyuan pool check` and `pool load` answer. */
export interface Pool {
  id: string;
  name: string;
  name_en: string;
  rows: number;
  replaced: number;
  things: number;
  files: number;
  newest: string | null;
  as_of: string | null;
  fresh_days: number;
  state: string;
  columns: { id: string; heading: string; en: string; filled: number; models: number }[];
  orphans: { column: string; rows: number; of: number; examples: { value: string; path: string; row: number }[] }[];
  extracts: { name: string; matching: string; rows: number; kept: number; people_then: number; people_now: number }[];
}
export interface Loaded {
  accepted: number;
  duplicate: number;
  rejected: number;
  unrecognised: string[];
  reasons?: string[];
  files: {
    path: string;
    sha256: string;
    sheet: string | null;
    profile: string | null;
    rows: number;
    accepted: number;
    duplicate: number;
    rejected: number;
    note?: string;
    not_taken?: LeftColumn[];
    rejects: Reject[];
  }[];
}

export interface Place {
  id: string; // as `suyuan original` takes it
  path: string;
  sheet: string | null;
  row: number;
}
/* What `suyuan pool history` and `pool loads POOL NUMBER KIND` answer; null: nothing stood, or stands, there. */
export interface Compared {
  rows: { key: string; before: Place | null; now: Place | null; changes: { column: string; heading: string; en: string; before: string; now: string }[] }[];
  total: number;
}

export const LOAD_KINDS = ['new', 'changed', 'same', 'earlier', 'rejected'] as const;
export type LoadKind = (typeof LOAD_KINDS)[number];

/* What `suyuan pool loads` answers: a table of a file; of one that was taken out only rows is known. */
export interface Load extends Record<LoadKind, number | null> {
  load: number;
  path: string;
  sha256: string;
  sheet: string | null;
  who: string;
  at: string;
  rows: number;
  extract_of: number | null;
  reasons: { rule: string; words: string; words_en: string; rows: number }[];
  removed_by: string | null;
  removed_at: string | null;
}

/* Of all cells, how many say something: 0 to 100. */
export const completeness = (p: Pool): number => (p.rows === 0 ? 0 : Math.floor((p.columns.reduce((n, c) => n + c.filled, 0) * 100) / (p.rows * p.columns.length)));
