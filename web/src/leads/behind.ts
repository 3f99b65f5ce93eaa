/* What a number of leads counts, as the list of leads is asked for it. */
export type Count = 'found' | 'open' | 'confirmed' | 'refuted' | 'recommended' | 'referred' | 'replied' | 'adopted' | 'declined' | 'money';

/* All that were found need no filter; of a month they do. */
export function counted(count: Count, month?: string | null): Record<string, string> {
  if (month) return { counted: count, month };
  return count === 'found' ? {} : { counted: count };
}
