/* Answers of `suyuan graph`. Amounts are texts in yuan; they are never numbers here. */
export interface Card {
  id: string;
  kind: 'account' | 'person' | 'outside' | 'fold';
  number?: string;
  holder: string; // of a fold: its key
  bank?: string;
  accounts?: number;
  members?: number; // of a fold
  supplied?: boolean;
  in: string;
  out: string;
  n_in: number;
  n_out: number;
  n_inner: number; // what moved within it
  inner: string;
  payers: number;
  payees: number;
  column: number;
  slot: number;
  is_new: boolean;
}

export interface Taint {
  tainted?: string; // where a trace is shown
  lower?: string;
  upper?: string;
}

export interface Link extends Taint {
  from: string;
  to: string;
  n: number;
  amount: string;
  first: string;
  last: string;
  transfer?: string; // its id, where each is drawn by itself
}

export interface More {
  of: string;
  side: 'left' | 'right';
  n: number;
  shown: number;
  amount_left: string;
}

export interface Total {
  n: number;
  amount: string;
  n_inner: number;
  inner: string;
}

export interface Period {
  first: string;
  last: string;
  n: number;
  amount: string;
}

export interface Transfer extends Taint {
  id: string;
  from: string;
  from_title: string;
  to: string;
  to_title: string;
  time: string;
  amount: string;
}

export interface Graph {
  cards: Card[];
  links: Link[];
  more: More[];
  gone: string[];
  total: Total;
  seeded?: string;
  periods?: { unit: 'day' | 'week' | 'month'; list: Period[] };
  transfers?: { n: number; amount: string; offset: number; rows: Transfer[] };
}
