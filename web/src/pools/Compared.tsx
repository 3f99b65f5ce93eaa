import { Table } from 'antd';

import type { Page } from '../app/useParam';
import { useBoth, useWords } from '../words';
import type { Compared as Rows, Place } from './types';

export const PAGE = 20;

function Where({ title, place }: { title: string; place: Place | null }) {
  const t = useWords();

  if (!place) return null;
  const file = `${place.path.replace(/^.*\//, '')}${place.sheet ? ` ${place.sheet}` : ''}`;
  return (
    <div className="quiet small" title={place.path}>
      {title} {t('entry.place', { file, row: place.row })}
    </div>
  );
}

/* Rows of a register beside what stood before: what each says, and where both are. */
export function Compared({ rows, pages }: { rows: Rows['rows']; pages: Page }) {
  const t = useWords();
  const both = useBoth();

  return (
    <Table
      size="small"
      rowKey={(row) => [row.before, row.now].map((p) => `${p?.path}${p?.sheet}${p?.row}`).join()}
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
              <Where title={t('pools.history.stood')} place={row.before} />
              <Where title={t('pools.history.stands')} place={row.now} />
            </>
          ),
        },
      ]}
    />
  );
}
