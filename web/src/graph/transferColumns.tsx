import type { TableColumnsType } from 'antd';

import type { Transfer } from '../canvas/types';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { stated } from '../parts/when';
import type { Word, Words } from '../words';

type Sum = 'amount' | 'tainted' | 'lower' | 'upper';

/* What is said of each transfer of the board; its time and its sums open its rows. */
export function transferColumns(t: Words, isTraced: boolean, called: (id: string, title: string) => string, onOpen: (x: Transfer) => void): TableColumnsType<Transfer> {
  const money = (name: Sum, word: Word) => ({
    title: t(word),
    align: 'right' as const,
    width: 130,
    render: (_: unknown, x: Transfer) => (
      <Opens onOpen={() => onOpen(x)}>
        <Money yuan={x[name]} />
      </Opens>
    ),
  });

  return [
    {
      title: t('entry.time'),
      width: 175,
      render: (_, x) => (
        <button type="button" className="link number" onClick={() => onOpen(x)}>
          {stated(x.time)}
        </button>
      ),
    },
    { title: t('transfers.from'), ellipsis: true, render: (_, x) => called(x.from, x.from_title) },
    { title: t('transfers.to'), ellipsis: true, render: (_, x) => called(x.to, x.to_title) },
    money('amount', 'entry.amount'),
    ...(isTraced ? (['tainted', 'lower', 'upper'] as const).map((part) => money(part, `trace.${part}`)) : []),
  ];
}
