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
