/* Which leads a count counts, by the state in which they are now. A lead that has gone on or was
 * closed keeps what was said of it before, which no list asks for: such a count opens nothing. */
import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import type { Leads, State } from './types';

export type Count = 'found' | 'open' | 'confirmed' | 'refuted' | 'recommended' | 'referred' | 'replied' | 'adopted' | 'declined';

const standing: Partial<Record<Count, State[]>> = {
  open: ['screened', 'assigned', 'checking'],
  confirmed: ['confirmed', 'recommended', 'referred', 'replied', 'adopted', 'declined'],
};

export function filterOf(count: Count): Record<string, string> {
  if (count === 'found') return {};
  return { state: (standing[count] ?? [count]).join(',') };
}

/* How many leads are in each state, of all. */
export function useStates(caseName: string): Leads['states'] | undefined {
  return useCall<Leads>(casePath(caseName, 'lead', 'list'), { limit: 0 }).data?.states;
}

/* Whoever is in these states was counted; where as many are there as were counted in all, nobody
 * is missing, of no model either. */
export function isAll(count: Count, counted: number, states: Leads['states'] | undefined): boolean {
  if (count === 'found') return true;
  return states !== undefined && (standing[count] ?? [count as State]).reduce((n, state) => n + states[state], 0) === counted;
}
