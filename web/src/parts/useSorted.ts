/* The rows of a table in the order that its reader chose at a heading; which, stands in the address:
 * "in" the smallest first, "-in" the largest. Whoever works through the rows goes in this order. */
import type { TableProps } from 'antd';

import { useParam } from '../app/useParam';

type By<T> = Record<string, (a: T, b: T) => number>;

interface Sorted<T> {
  rows: readonly T[];
  heading: (column: string) => { key: string; sorter: true; sortOrder: 'ascend' | 'descend' | null };
  onChange: NonNullable<TableProps<T>['onChange']>;
}

/* by: columns that can be chosen, and what comes first in each. */
export function useSorted<T>(rows: readonly T[], by: By<T>): Sorted<T> {
  const [said = '', setSaid] = useParam('sort');
  const column = said.replace(/^-/, '');
  const compare = by[column];
  const turn = said.startsWith('-') ? -1 : 1;

  return {
    rows: compare ? [...rows].sort((a, b) => turn * compare(a, b)) : rows,
    heading: (key) => ({ key, sorter: true, sortOrder: key !== column ? null : turn < 0 ? 'descend' : 'ascend' }),
    onChange: (_, __, sorter) => {
      const { columnKey, order } = Array.isArray(sorter) ? {} : sorter;
      setSaid(order ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : undefined);
    },
  };
}
