import { Button, Table } from 'antd';
import { useState } from 'react';

import type { Page } from '../app/useParam';
import { Original } from '../parts/Original';
import { fileName, placeOf } from '../parts/place';
import { useBoth, useWords } from '../words';
import type { Compared as Rows, Place } from './types';

export const PAGE = 20;

type Row = Rows['rows'][number];

const keyOf = (row: Row): string => [row.before, row.now].map((p) => p?.id ?? '').join();

function Where({ title, place, onOpen }: { title: string; place: Place | null; onOpen: () => void }) {
  const t = useWords();

  if (!place) return null;
  return (
    <div className="quiet small" title={place.path}>
      {title}{' '}
      <Button type="link" size="small" className="inline wrap small" onClick={onOpen}>
        {placeOf(t, fileName(place.path), place)}
      </Button>
    </div>
  );
}

/* Both rows as they are in the files that came. */
function Originals({ caseName, row }: { caseName: string; row: Row }) {
  const t = useWords();
  return (
    <>
      {[row.before, row.now].map((p) => p && <Original key={p.id} caseName={caseName} id={p.id} place={placeOf(t, fileName(p.path), p)} />)}
    </>
  );
}

/* Rows of a register beside what stood before: what each says, and where both are. */
export function Compared({ caseName, rows, pages }: { caseName: string; rows: Row[]; pages: Page }) {
  const t = useWords();
  const [opened, setOpened] = useState<string>();
  const toggle = (row: Row) => () => setOpened(opened === keyOf(row) ? undefined : keyOf(row));
  const both = useBoth();

  return (
    <Table
      size="small"
      rowKey={keyOf}
      expandable={{
        expandedRowKeys: opened ? [opened] : [],
        onExpand: (_, row) => toggle(row)(),
        expandedRowRender: (row) => <Originals caseName={caseName} row={row} />,
      }}
      dataSource={rows}
      tableLayout="fixed"
      locale={{ emptyText: t('pools.history.none') }}
      pagination={pages}
      columns={[
        { title: t('pools.history.key'), width: 200, render: (_, row) => row.key },
        {
          title: t('pools.history.changes'),
          render: (_, row) =>
            row.changes.length === 0 ? (
              <span className="quiet">{t('pools.history.same')}</span>
            ) : (
              <ul className="texts">
                {row.changes.map((c) => (
                  <li key={c.column}>
                    {both({ zh: c.heading, en: c.en })} {row.before && <><del>{c.before || '—'}</del> → </>}
                    {c.now || '—'}
                  </li>
                ))}
              </ul>
            ),
        },
        {
          title: t('pools.history.where'),
          width: 260,
          render: (_, row) => (
            <>
              <Where title={t('pools.history.stood')} place={row.before} onOpen={toggle(row)} />
              <Where title={t('pools.history.stands')} place={row.now} onOpen={toggle(row)} />
            </>
          ),
        },
      ]}
    />
  );
}
