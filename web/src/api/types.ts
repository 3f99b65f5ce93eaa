/* Answers of the command line that several views share (docs: design of commands). */
export interface CaseFacts {
  name: string | null;
  case_number: string | null;
  debtor: string | null;
  debtor_id: string | null;
  claim: string | null;
  suit_served: string | null;
  judgment_effective: string | null;
  enforcement_filed: string | null;
  report_ordered: string | null;
  consumption_restricted: string | null;
  terminated: string | null;
  resumed: string | null;
}

export interface CaseAnswer {
  case: CaseFacts;
}

export interface Account {
  account: string;
  holder: string;
  bank: string;
  supplied: boolean;
  entries: number;
  first: string | null;
  last: string | null;
  in: string;
  out: string;
}

export interface Entry {
  id: string;
  account: string;
  file: string;
  sheet: string | null;
  row: number;
  time: string;
  amount: string;
  balance: string | null;
  failed: boolean;
  holder: string | null;
  other_account: string | null;
  other_name: string | null;
  other_bank: string | null;
  summary: string | null;
  note: string | null;
  merchant: string | null;
  serial: string | null;
}
