/* The days of a case, as marks over an axis. */
import type { CaseFacts } from '../api/types';
import type { Word, Words } from '../words';
import type { DayMark } from './Axis';

export const caseDays = ['suit_served', 'judgment_effective', 'enforcement_filed', 'report_ordered', 'consumption_restricted', 'terminated', 'resumed'] as const satisfies readonly (keyof CaseFacts)[];

export function marksOf(facts: CaseFacts, t: Words): DayMark[] {
  return caseDays.flatMap((day) => (facts[day] ? [{ day: facts[day], name: t(`case.${day}` as Word) }] : []));
}
