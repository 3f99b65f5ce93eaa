import { Input, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParam, useRoute } from '../app/route';
import { Answer } from '../parts/Answer';
import { useBoth, useWords } from '../words';
import type { History as Told, Place, Pool } from './types';

const PAGE = 20;

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

/* Rows in whose place newer ones stand: what each said, what stands now, and where both are. */
export function History({ caseName, pool }: { caseName: string; pool: Pool }) {
  const t = useWords();
  const both = useBoth();
  const { params } = useRoute();
  const text = params.get('about') ?? '';
  const page = Math.max(1, Math.floor(Number(params.get('replaced')) || 1));
  const call = useCall<Told>(pool.replaced === 0 ? undefined : casePath(caseName, 'pool', 'history', pool.id, ...(text ? [text] : [])), { limit: PAGE, offset: (page - 1) * PAGE });

  if (pool.replaced === 0) return null;
  return (
    <section>
      <h3 className="part-title">{t('pools.history')}</h3>
      <p className="quiet">{t('pools.history.hint', { n: pool.replaced.toLocaleString() })}</p>
      <Input.Search
        allowClear
        defaultValue={text}
        placeholder={t('pools.history.about')}
        aria-label={t('pools.history.about')}
        onSearch={(said) => {
          setParam('replaced', undefined);
          setParam('about', said.trim() || undefined);
        }}
        style={{ width: 280, marginBottom: 8 }}
      />
      <Answer call={call}>
        {({ rows, total }) => (
          <Table
            size="small"
            rowKey={(row) => `${row.before?.path}${row.before?.sheet}${row.before?.row}`}
            dataSource={rows}
            tableLayout="fixed"
            locale={{ emptyText: t('pools.history.none') }}
            pagination={{ current: page, pageSize: PAGE, total, showSizeChanger: false, hideOnSinglePage: true, onChange: (next) => setParam('replaced', String(next)) }}
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
                          {both({ zh: c.heading, en: c.en })} <del>{c.before || '—'}</del> → {c.now || '—'}
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
        )}
      </Answer>
    </section>
  );
}
