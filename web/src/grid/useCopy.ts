import { App } from 'antd';
import { useRef, useState } from 'react';

import { type Params, casePath, get } from '../api/client';
import type { Entry } from '../api/types';
import { stated } from '../parts/when';
import { useWords } from '../words';
import { type Field, MOST_COPIED, toClipboard } from './copy';
import type { Range } from './Grid';

const AT_ONCE = 5_000;

/* Rows of the table for a spreadsheet program, those that were never scrolled to as well. */
export function useCopy(caseName: string, wish: Params, range: Range | undefined): { copy: () => void; isCopying: boolean } {
  const t = useWords();
  const { message } = App.useApp();
  const [isCopying, setCopying] = useState(false);
  const ready = useRef<{ key: string; rows: Entry[] }>(undefined); // what came last
  const fields: Field<Entry>[] = [
    { title: t('entry.time'), text: (e) => stated(e.time) },
    { title: t('entry.holder'), text: (e) => e.holder ?? '' },
    { title: t('entry.account'), text: (e) => e.account },
    { title: `${t('entry.amount')} (${t('money.yuan')})`, text: (e) => e.amount, isNumber: true },
    { title: `${t('entry.balance')} (${t('money.yuan')})`, text: (e) => e.balance ?? '', isNumber: true },
    { title: t('entry.other'), text: (e) => e.other_name ?? e.merchant ?? '' },
    { title: t('entry.other_account'), text: (e) => e.other_account ?? '' },
    { title: t('entry.other_bank'), text: (e) => e.other_bank ?? '' },
    { title: t('entry.summary'), text: (e) => e.summary ?? '' },
    { title: t('entry.note'), text: (e) => e.note ?? '' },
    { title: t('entry.serial'), text: (e) => e.serial ?? '' },
    { title: t('entry.file'), text: (e) => [e.file, e.sheet, e.row].filter(Boolean).join(' : ') },
    { title: t('entry.id'), text: (e) => e.id },
  ];

  async function rowsOf({ first, last }: Range): Promise<Entry[]> {
    const rows: Entry[] = [];
    const end = Math.min(last + 1, first + MOST_COPIED);
    for (let offset = first; offset < end; offset += AT_ONCE) {
      const { entries } = await get<{ entries: Entry[] }>(casePath(caseName, 'entries'), { ...wish, offset, limit: Math.min(AT_ONCE, end - offset) });
      rows.push(...entries);
    }
    return rows;
  }

  function put(rows: Entry[], all: number): void {
    if (!toClipboard(fields, rows)) void message.info(t('copy.again'));
    else void message.success(all > rows.length ? t('copy.cut', { n: rows.length.toLocaleString(), all: all.toLocaleString() }) : t('copy.done', { n: all.toLocaleString() }));
  }

  function copy(): void {
    if (!range || isCopying) return;
    const all = range.last - range.first + 1;
    const key = JSON.stringify([wish, range]);
    if (ready.current?.key === key) return put(ready.current.rows, all);
    setCopying(true);
    rowsOf(range)
      .then((rows) => {
        ready.current = { key, rows };
        put(rows, all);
      })
      .catch((error: unknown) => void message.error(t('copy.failed', { why: (error as Error).message })))
      .finally(() => setCopying(false));
  }
  return { copy, isCopying };
}
