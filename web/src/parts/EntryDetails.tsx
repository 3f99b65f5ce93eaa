import { Descriptions } from 'antd';

import type { Entry } from '../api/types';
import { type Word, useWords } from '../words';
import { Money } from './Money';

const shown = ['time', 'holder', 'account', 'other', 'other_account', 'other_bank', 'summary', 'note', 'merchant', 'serial'] as const;

/* One row of a statement, with its place in the file that came. */
export function EntryDetails({ entry }: { caseName: string; entry: Entry }) {
  const t = useWords();
  const values: Record<(typeof shown)[number], string | null> = {
    time: entry.time.replace('T', ' '),
    holder: entry.holder,
    account: entry.account,
    other: entry.other_name,
    other_account: entry.other_account,
    other_bank: entry.other_bank,
    summary: entry.summary,
    note: entry.note,
    merchant: entry.merchant,
    serial: entry.serial,
  };

  return (
    <>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={[
          { key: 'amount', label: t('entry.amount'), children: <Money yuan={entry.amount} /> },
          { key: 'balance', label: t('entry.balance'), children: <Money yuan={entry.balance} /> },
          ...shown.filter((name) => values[name]).map((name) => ({ key: name, label: t(`entry.${name}` as Word), children: values[name] })),
          {
            key: 'file',
            label: t('entry.file'),
            children: t(entry.sheet ? 'entry.place.sheet' : 'entry.place', { file: entry.file, sheet: entry.sheet ?? '', row: entry.row }),
          },
          { key: 'id', label: t('entry.id'), children: <code>{entry.id}</code> },
        ]}
      />
    </>
  );
}
