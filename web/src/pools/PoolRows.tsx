import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams } from '../app/route';
import { useFirstPage, usePage, useParam } from '../app/useParam';
import { Answer } from '../parts/Answer';
import { Original } from '../parts/Original';
import { fileName, placeOf } from '../parts/place';
import { useBoth, useWords } from '../words';
import type { Pool } from './types';

/* Which rows: all, or those of a column that say something, that say nothing, whose key leads nowhere. */
const PICKS = ['all', 'filled', 'blank', 'lost'] as const;
export type Pick = (typeof PICKS)[number];

interface PoolRow {
  id: string;
  path: string;
  sheet: string | null;
  row: number;
  values: string[];
}
/* What `suyuan pool rows` answers. */
interface PoolAnswer {
  columns: { id: string; heading: string; en: string }[];
  rows: PoolRow[];
  total: number;
}

const SIZE = 50;
const CELL = 140;

export const openRows = (pick: Pick, column?: string): void => setParams({ rows: column ? `${pick} ${column}` : pick, 'rows-page': undefined, row: undefined });

function List({ caseName, answer, first }: { caseName: string; answer: PoolAnswer; first: string | undefined }) {
  const t = useWords();
  const both = useBoth();
  const pages = usePage(SIZE, 'rows-page');
  const [opened, setOpened] = useParam('row');
  const place = (r: PoolRow) => placeOf(t, fileName(r.path), r);
  // The column that was asked about stands first; those that say nothing in these rows are left out.
  const columns = answer.columns
    .map((c, i) => ({ ...c, i }))
    .filter((c) => c.id === first || answer.rows.some((r) => r.values[c.i]))
    .sort((a, b) => Number(b.id === first) - Number(a.id === first));

  useFirstPage(pages.offset, answer.total, 'rows-page');
  return (
    <Table<PoolRow>
      size="small"
      rowKey="id"
      dataSource={answer.rows}
      pagination={pages.of(answer.total)}
      scroll={{ x: columns.length * CELL + 200 }}
      expandable={{
        expandedRowKeys: opened ? [opened] : [],
        onExpand: (isOpen, r) => setOpened(isOpen ? r.id : undefined),
        expandedRowRender: (r) => <Original caseName={caseName} id={r.id} place={place(r)} />,
      }}
      columns={[
        ...columns.map((c) => ({ key: c.id, title: both({ zh: c.heading, en: c.en }), width: CELL, ellipsis: true, render: (_: unknown, r: PoolRow) => r.values[c.i] })),
        { title: t('entry.file'), width: 200, render: (_, r) => <span className="small quiet">{place(r)}</span> },
      ]}
    />
  );
}

/* The rows behind a number of a pool, each with its place in the original. */
export function PoolRows({ caseName, pool }: { caseName: string; pool: Pool }) {
  const t = useWords();
  const both = useBoth();
  const [said] = useParam('rows');
  const [word, column] = said?.split(' ') ?? [];
  const pick = PICKS.find((one) => one === word);
  const { offset } = usePage(SIZE, 'rows-page');
  const call = useCall<PoolAnswer>(pick ? casePath(caseName, 'pool', 'rows', pool.id) : undefined, { ...(column && pick && { [pick]: column }), offset, limit: SIZE });
  const known = pool.columns.find((c) => c.id === column);
  const title = pick && t(`pools.rows.${pick}`, { pool: both({ zh: pool.name, en: pool.name_en }), column: known ? both({ zh: known.heading, en: known.en }) : (column ?? ''), n: call.data ? call.data.total.toLocaleString() : '…' });

  return (
    <Drawer open={pick !== undefined} size={1040} title={title} onClose={() => setParams({ rows: undefined, row: undefined, 'rows-page': undefined })}>
      {pick && <Answer call={call}>{(answer) => <List caseName={caseName} answer={answer} first={column} />}</Answer>}
    </Drawer>
  );
}
