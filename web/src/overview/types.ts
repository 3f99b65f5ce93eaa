/* Answers of `suyuan sources` and `suyuan titles`. */
export interface SourceTable {
  path: string;
  sheet: string | null;
  sha256: string;
  rows: number;
  accepted: number;
  duplicate: number;
  rejected: number;
}
export interface Removed {
  path: string;
  sha256: string;
  rows: number;
  removed_by: string;
  removed_at: string;
  released_at: string | null;
  is_back: boolean;
}
export interface ImportedFiles {
  files: SourceTable[];
  removed: Removed[];
}

/* What goes with a file, and what rests on it. */
export interface Effect {
  tables: number;
  rows: number;
  accounts: string[];
  repeats: number;
  matches: number;
  titles: number;
  boards: number;
  leads: number;
  verdicts: number;
}

interface TitleField {
  value: string;
  place: 'line' | 'sheet' | 'file-name';
  row?: number;
}
export interface StatedTitle {
  id: string;
  file: string;
  sheet: string | null;
  look_at: string; // an id for `original`
  state: 'stated' | 'confirmed' | 'rejected';
  holder?: TitleField;
  account?: TitleField;
  period?: TitleField;
}
