/* Answers of `suyuan graph`. */
export interface Card {
  id: string;
  kind: 'account' | 'person' | 'outside';
  number?: string;
  holder: string;
  bank?: string;
  accounts?: number;
  supplied?: boolean;
  in: string;
  out: string;
  n_in: number;
  n_out: number;
  payers: number;
  payees: number;
  column: number;
  slot: number;
  is_new: boolean;
}

export interface Link {
  from: string;
  to: string;
  n: number;
  amount: string;
  first: string;
  last: string;
}

export interface More {
  of: string;
  side: 'left' | 'right';
  n: number;
  shown: number;
  amount_left: string;
}

export interface Graph {
  cards: Card[];
  links: Link[];
  more: More[];
}
