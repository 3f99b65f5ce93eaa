import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams } from '../app/route';
import { usePage, useParam } from '../app/useParam';
import { Answer } from '../parts/Answer';
import { FileCount } from '../parts/FileRows';
import { Opens } from '../parts/Opens';
import { fileName } from '../parts/place';
import { type Reject, Rejects } from '../parts/Rejects';
import { when } from '../parts/when';
import { useBoth, useWords } from '../words';
import { Compared, PAGE } from './Compared';
import { LOAD_KINDS, type Compared as Rows, type Load, type LoadKind, type Pool } from './types';

const fileOf = (load: Load): string => `${fileName(load.path)}${load.sheet ? ` ${load.sheet}` : ''}`;

/* The rows behind a number of a load. */
function Behind({ caseName, pool, load, kind, onClose }: { caseName: string; pool: Pool; load: Load; kind: LoadKind; onClose: () => void }) {
  const t = useWords();
  const pages = usePage(PAGE, 'load-page');
  const call = useCall<Rows & { rows: Reject[] }>(casePath(caseName, 'pool', 'loads', pool.id, String(load.load), kind), { limit: PAGE, offset: pages.offset });

  return (
    <Drawer open size={820} title={t('loads.behind', { kind: t(`loads.${kind}`), file: fileOf(load) })} onClose={onClose}>
      <Answer call={call}>
        {({ rows, total }) => (kind === 'rejected' ? <Rejects rejects={rows} pages={pages.of(total)} /> : <Compared caseName={caseName} rows={rows} pages={pages.of(total)} />)}
      </Answer>
    </Drawer>
  );
}

/* What was loaded when and by whom, what became of its rows, and what was taken out again. */
export function Loads({ caseName, pool }: { caseName: string; pool: Pool }) {
  const t = useWords();
  const both = useBoth();
  const pages = usePage(10, 'loads');
  const [number] = useParam('load');
  const [kind] = useParam('load-rows');
  const call = useCall<{ loads: Load[] }>(casePath(caseName, 'pool', 'loads', pool.id));

  const open = (load?: Load, rows?: LoadKind) => setParams({ load: load && String(load.load), 'load-rows': rows, 'load-page': undefined });

  return (
    <Answer call={call}>
      {({ loads }) => {
        const chosen = loads.find((l) => String(l.load) === number && l.removed_at === null);
        const rows = LOAD_KINDS.find((k) => k === kind);
        if (loads.length === 0) return null;
        return (
          <section>
            <h3 className="part-title">{t('loads.title')}</h3>
            <Table<Load>
              size="small"
              rowKey="load"
              dataSource={[...loads].reverse()}
              pagination={pages.of(loads.length)}
              scroll={{ x: 880 }}
              columns={[
                {
                  title: t('pools.files'),
                  render: (_, l) => (
                    <>
                      {fileOf(l)}
                      {l.extract_of !== null && <div className="quiet small">{t('loads.extract', { n: l.extract_of.toLocaleString() })}</div>}
                      {l.removed_at && <div className="quiet small">{t('loads.removed', { who: l.removed_by ?? '', when: when(l.removed_at) })}</div>}
                      {l.reasons.map((r) => (
                        <div key={r.rule} className="quiet small">
                          {t('loads.reason', { why: both({ zh: r.words, en: r.words_en }), n: r.rows.toLocaleString() })}
                        </div>
                      ))}
                    </>
                  ),
                },
                { title: t('loads.when'), width: 160, render: (_, l) => <span className="number">{when(l.at)}</span> },
                { title: t('loads.who'), width: 80, dataIndex: 'who', ellipsis: true },
                { title: t('loads.rows'), width: 60, align: 'right', render: (_, l) => (l.removed_at ? l.rows.toLocaleString() : <FileCount of={l} fate="all" n={l.rows} />) },
                ...LOAD_KINDS.map((k) => ({
                  title: t(`loads.${k}`),
                  width: k === 'changed' || k === 'rejected' ? 98 : 80,
                  align: 'right' as const,
                  render: (_: unknown, l: Load) => (l[k] === null ? '' : <Opens onOpen={l[k] > 0 ? () => open(l, k) : undefined}>{l[k].toLocaleString()}</Opens>),
                })),
              ]}
            />
            {chosen && rows && <Behind caseName={caseName} pool={pool} load={chosen} kind={rows} onClose={() => open()} />}
          </section>
        );
      }}
    </Answer>
  );
}
