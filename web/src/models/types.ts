/* What `suyuan model` answers. */
import type { Both } from '../words';

export interface ModelHead {
  id: string;
  name: string;
  name_en: string;
  version: string;
  maker: string;
  family: string;
  object: string;
  duty: string;
  grade: string;
  severity: string;
  status: string;
  origin: 'program' | 'user' | 'workspace' | 'file';
  pools: string[];
}
export interface Column extends Both {
  id: string;
}
export interface Parameter {
  id: string;
  name: Both;
  unit: string;
  type: 'integer' | 'date' | 'text';
  default: string;
  least?: number;
  most?: number;
}
export interface Item {
  id: string;
  words: Both;
  pool?: string;
  column?: string;
  grade?: string;
}
export interface ModelCard extends ModelHead {
  key?: string; // whose signature a pack carries
  purpose: Both;
  next: Both;
  exits: string[];
  basis: { law: string; number: string; article: string; words: string; duty: string; from: string; until: string | null; at_hand: boolean }[];
  data: ({ id: string; finding: boolean; linked: boolean; columns: Column[]; optional: Column[] } & Both)[];
  parameters: Parameter[];
  conditions: Item[];
  exclusions: Item[];
  questions: Item[];
  rules: Item[];
  verify: Item[];
  sql: string;
}
export interface Checked {
  id: string;
  state: string;
  missing: string[];
  absent: string[];
}
export interface FoundLead {
  id: string;
  key: string;
  case: string | null;
  party: string | null;
  amount: string | null;
  grade: string;
  rule: string;
  new?: boolean;
  verdict?: string | null;
  recorded?: boolean; // of a comparison: a run has kept it
}
export interface Ran {
  id: string;
  state: string;
  missing: string[];
  leads?: number;
  new?: number;
  changed?: number;
  vanished?: number;
  outside_law?: number;
  ms?: number;
  first?: FoundLead[];
  error?: string;
}
interface Side {
  version: string;
  parameters: Record<string, string>;
  leads: number;
  ms: number;
}
interface Kind {
  n: number;
  confirmed: number;
  refuted: number;
  leads: FoundLead[];
}
export interface Compared {
  one: Side;
  other: Side;
  only_one: Kind;
  only_other: Kind;
  differs: Kind;
  same: Kind;
}
export interface FeedbackLine {
  of: 'model' | 'version' | 'rule';
  model: string;
  version: string | null;
  hash: string | null;
  rule: string | null;
  leads: number;
  confirmed: number;
  refuted: number;
  open: number;
  vanished: number;
  precision: { n: number; share: string; low: string; high: string; few: boolean } | null;
  measures: Record<string, number>;
  replied: number;
  adopted: number;
  declined: number;
  recovered: string;
}
