import type { LeftColumn } from '../parts/NotTaken';
import type { Reject } from '../parts/Rejects';

/* Answers of `suyuan import` and `suyuan mapping`. */
export interface ImportedFile {
  path: string;
  sha256: string;
  sheet: string | null;
  profile: string;
  rows: number;
  accepted: number;
  duplicate: number;
  rejected: number;
  imported_before: boolean;
  note?: string;
  not_taken?: LeftColumn[];
  rejects: Reject[];
}

export interface Imported {
  files?: ImportedFile[];
  unrecognised?: string[];
  reasons?: string[];
  error?: { message: string };
}

export interface MappedColumn {
  column: number;
  heading: string;
  example: string;
  field: string | null;
  certainty?: number;
}

export interface Mapped {
  rows?: number;
  accepted?: number;
  rejected?: number;
  saved?: string;
  mapping?: { confidence?: number; columns: MappedColumn[]; preview?: { row: number; time: string; amount: string; balance: string | null; other_name: string; summary: string }[] };
  error?: { message: string };
}

/* What an assistant may say that a column is; the names are the program's. */
export const FIELDS = ['time', 'date', 'clock', 'amount', 'amount-in', 'amount-out', 'direction', 'balance', 'card', 'account', 'holder', 'other-number', 'other-name', 'other-bank', 'summary', 'note', 'serial'] as const;
