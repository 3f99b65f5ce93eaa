/* What `suyuan lead` answers. */
export interface Fact {
  name: string;
  name_en: string;
  value: string;
  source?: { file: string; sheet: string | null; row: number; entry?: string | null };
}
export interface Lead {
  id: string;
  model: string;
  version: string;
  rule: string;
  case: string;
  court: string;
  parties: string[];
  grade: string;
  wording: string;
  wording_en: string;
  facts: Fact[];
  basis: string[];
  amount: string | null;
  object: string;
  duty: string;
  law_status: string;
  act_date: string | null;
  not_known: string[];
  not_known_en: string[];
  open_questions: string[];
  open_questions_en: string[];
  exits: string[];
  group: string;
  state: State;
  source: 'ex_officio' | 'application';
  petition: string | null;
  assigned_to: string | null;
  note: string | null;
  measures: { measure: string; document: string | null; on: string | null }[];
  money: string | null;
  reply: { asked: string; due: string; due_if_extended: string; deadline: string } | null;
  answer: Record<string, string | null> | null;
  proposed: { who: string; at: string; said: Record<string, string> } | null;
  new: boolean;
  vanished: boolean;
  changed: boolean;
}
export interface Step {
  step: string;
  who: string;
  at: string;
  undone_by: string | null;
  undone_at: string | null;
  said: Record<string, string>;
}
/* A petition that bears on a lead; by_name: no ID number says that it is the same person. */
export interface Petition {
  link: 'case' | 'debtor' | 'applicant';
  petition: string;
  received: string | null;
  channel: string | null;
  petitioner: string | null;
  case: string | null;
  by_name: boolean;
}
/* Some of the leads that fit, and how many fit in all and by state. */
export interface Leads {
  leads: Lead[];
  total: number;
  offset: number;
  states: Record<State, number>;
}
export interface FullLead extends Lead {
  petitions: Petition[];
  next: State[];
  items: { id: string; zh: string; en: string; fits: boolean }[];
  history: Step[];
  changes: { what: string; name: string | null; before: string | null; now: string | null }[];
}
export const states = ['screened', 'assigned', 'checking', 'confirmed', 'refuted', 'recommended', 'referred', 'replied', 'adopted', 'declined', 'closed'] as const;
export type State = (typeof states)[number];

/* Columns of the board, in the order in which a lead goes. */
export const columns: { id: string; states: State[] }[] = [
  { id: 'screened', states: ['screened'] },
  { id: 'assigned', states: ['assigned', 'checking'] },
  { id: 'confirmed', states: ['confirmed'] },
  { id: 'out', states: ['recommended', 'referred'] },
  { id: 'answered', states: ['replied', 'adopted', 'declined'] },
  { id: 'done', states: ['refuted', 'closed'] },
];
export interface Group {
  group: string;
  model: string;
  rule: string;
  wording: string; // of its first lead
  wording_en: string;
  court: string;
  period: string;
  n: number;
  open: number;
  confirmed: number;
  refuted: number;
  amount: string;
  leads: string[];
}

/* A step of a key case says its words beside who and when. */
export type KeyStep = Omit<Step, 'said'> & { what: string | null; day: string | null; by: string | null; note: string | null; choice: string | null };
/* The row of a register behind a reason: only `key-cases show` tells. */
export interface KeyRow {
  id: string;
  pool: string;
  name: string;
  name_en: string;
  path: string;
  sheet: string | null;
  row: number;
}
export interface KeyReason {
  condition: string;
  points: number;
  value?: string;
  amount?: string;
  count?: number;
  rests_on: 'rows' | 'leads';
  rows?: KeyRow[];
}
export interface KeyCase {
  case: string;
  court: string | null;
  named: { document: string; issuer: string; due: string | null; reason?: string | null; rows?: KeyRow[] } | null;
  added: boolean;
  points: number;
  reasons: KeyReason[];
  leads: number;
  steps: KeyStep[];
}
