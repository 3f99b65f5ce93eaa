import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { useSettings } from '../app/settings';
import { type Page, usePage, useParam } from '../app/useParam';
import { Answer } from '../parts/Answer';
import { FileCount } from '../parts/FileRows';
import { Opens } from '../parts/Opens';
import { when } from '../parts/when';
import { useWords } from '../words';
import { Compared, PAGE } from './Compared';
import { LOAD_KINDS, type Compared as Rows, type Load, type LoadKind, type Pool, type Reject } from './types';

const fileOf = (load: Load): string => `${load.path.replace(/^.*\//, '')}${load.sheet ? ` ${load.sheet}` : ''}`;

function Rejected({ rejects, pages }: { rejects: Reject[]; pages: Page }) {
  const t = useWords();
  const { lang } = useSettings();

  return (
    <Table
      size="small"
      rowKey={(r) => `${r.row}${r.column}${r.rule}`}
      dataSource={rejects}
      pagination={pages}
      columns={[
        { title: t('original.row'), dataIndex: 'row', width: 90, align: 'right' },
        { title: t('rejects.column'), dataIndex: 'column', width: 160 },
        { title: t('rejects.why'), render: (_, r) => (lang === 'en' ? r.words_en : r.words) },
        { title: t('rejects.value'), dataIndex: 'value', ellipsis: true },
      ]}
    />
  );
}

/* The rows behind a number of a load. */
function Behind({ caseName, pool, load, kind, onClose }: { caseName: string; pool: Pool; load: Load; kind: LoadKind; onClose: () => void }) {
  const t = useWords();
  const pages = usePage(PAGE, 'load-page');
  const call = useCall<Rows & { rows: Reject[] }>(casePath(caseName, 'pool', 'loads', pool.id, String(load.load), kind), { limit: PAGE, offset: pages.offset });

  return (
    <Drawer open size={820} title={t('loads.behind', { kind: t(`loads.${kind}`), file: fileOf(load) })} onClose={onClose}>
      <Answer call={call}>
        {({ rows, total }) => (kind === 'rejected' ? <Rejected rejects={rows} pages={pages.of(total)} /> : <Compared caseName={caseName} rows={rows} pages={pages.of(total)} />)}
      </Answer>
    </Drawer>
  );
}

/* What was loaded when and by whom, what became of its rows, and what was taken out again. */
export function Loads({ caseName, pool }: { caseName: string; pool: Pool }) {
  const t = useWords();
  const { lang } = useSettings();
  const pages = usePage(10, 'loads');
  const [number, setNumber] = useParam('load');
  const [kind, setKind] = useParam('load-rows');
  const [, setPage] = useParam('load-page');
  const call = useCall<{ loads: Load[] }>(casePath(caseName, 'pool', 'loads', pool.id));

  function open(load: Load | undefined, rows: LoadKind | undefined): void {
    setPage(undefined);
    setNumber(load && String(load.load));
    setKind(rows);
  }

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
                          {t('loads.reason', { why: lang === 'en' ? r.words_en : r.words, n: r.rows.toLocaleString() })}
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
            {chosen && rows && <Behind caseName={caseName} pool={pool} load={chosen} kind={rows} onClose={() => open(undefined, undefined)} />}
          </section>
        );
      }}
    </Answer>
  );
}
