/* What the entries page asks for, as its address says it. */
import type { Params } from '../api/address';

export const filters = ['account', 'counterparty', 'text', 'since', 'until', 'least', 'most', 'way', 'sort', 'backwards'] as const;

export function wishOf(params: URLSearchParams): Params {
  const wish: Params = { sort: 'time' };
  for (const name of filters) {
    const value = params.get(name);
    if (value) wish[name] = value;
  }
  return wish;
}
