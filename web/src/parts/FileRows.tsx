import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import type { Entry } from '../api/types';
import { useCall } from '../api/useCall';
import { setParams, useRoute } from '../app/route';
import { useFirstPage, usePage, useParam } from '../app/useParam';
import { useBoth, useWords } from '../words';
import { Answer } from './Answer';
import { Money } from './Money';
import { Opens } from './Opens';
import { Original } from './Original';
import { placeOf, tableName } from './place';
import { stated } from './when';

const FATES = ['accepted', 'duplicate', 'rejected', 'all'] as const;
export type Fate = (typeof FATES)[number];
interface FileRow {
  id: string;
  row: number;
  of?: { id: string; file: string; sheet: string | null; row: number };
  reasons?: { column: string | null; words: string; words_en: string; value: string | null }[];
}
/* What `suyuan sources rows` answers. */
interface FileAnswer {
  file: string;
  sheet: string | null;
  kind: string;
  total: number;
  rows: FileRow[];
}
interface FileTable {
  sha256: string;
  sheet: string | null;
}

const SIZE = 50;
const params = ['of-file', 'of-sheet', 'fate', 'file-row', 'file-page'] as const;

/* A number of rows of a file; it opens them. */
export function FileCount({ of, fate, n }: { of: FileTable; fate: Fate; n: number }) {
  return <Opens onOpen={n > 0 ? () => setParams({ 'of-file': of.sha256, 'of-sheet': of.sheet ?? undefined, fate, 'file-page': undefined }) : undefined}>{n.toLocaleString()}</Opens>;
}

/* What is said of a row: what it repeats, or why it was rejected. */
function Remark({ row }: { row: FileRow }) {
  const t = useWords();
  const both = useBoth();

  if (row.of) return <>{t('rows.repeats', { place: placeOf(t, row.of.file, row.of) })}</>;
  return row.reasons?.map((r) => (
    <div key={`${r.column}${r.words}${r.value}`}>
      {r.column} {both({ zh: r.words, en: r.words_en })} {r.value && <code>{r.value}</code>}
    </div>
  ));
}

function List({ caseName, answer, entries }: { caseName: string; answer: FileAnswer; entries: Map<string, Entry> }) {
  const t = useWords();
  const pages = usePage(SIZE, 'file-page');
  const [opened, setOpened] = useParam('file-row');
  const entry = (r: FileRow) => entries.get(r.id);

  useFirstPage(pages.offset, answer.total, 'file-page');
  return (
    <Table<FileRow>
      size="small"
      rowKey={(r) => `${r.id} ${r.of?.id ?? ''}`}
      dataSource={answer.rows}
      pagination={pages.of(answer.total)}
      expandable={{
        expandedRowKeys: opened ? [opened] : [],
        onExpand: (isOpen, r) => setOpened(isOpen ? `${r.id} ${r.of?.id ?? ''}` : undefined),
        expandedRowRender: (r) => (
          <>
            <Original caseName={caseName} id={r.id} place={placeOf(t, answer.file, { ...r, sheet: answer.sheet })} />
            {r.of && <Original caseName={caseName} id={r.of.id} place={placeOf(t, r.of.file, r.of)} />}
          </>
        ),
      }}
      columns={[
        { title: t('import.row'), dataIndex: 'row', width: 90, align: 'right' },
        ...(entries.size > 0
          ? [
              { title: t('entry.time'), width: 160, render: (_: unknown, r: FileRow) => <span className="number">{stated(entry(r)?.time ?? '')}</span> },
              { title: t('entry.amount'), width: 130, align: 'right' as const, render: (_: unknown, r: FileRow) => <Money yuan={entry(r)?.amount} /> },
              { title: t('entry.other'), ellipsis: true, render: (_: unknown, r: FileRow) => entry(r)?.other_name ?? entry(r)?.merchant ?? '' },
              { title: t('entry.summary'), ellipsis: true, render: (_: unknown, r: FileRow) => [entry(r)?.summary, entry(r)?.note].filter(Boolean).join(' ') },
            ]
          : []),
        ...(answer.rows.some((r) => r.of ?? r.reasons) ? [{ title: t('import.why'), render: (_: unknown, r: FileRow) => <Remark row={r} /> }] : []),
      ]}
    />
  );
}

/* The rows of a file behind one of its numbers: which file, and which of its rows, says the address. */
export function FileRows({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params: said } = useRoute();
  const sha256 = said.get('of-file');
  const fate = FATES.find((one) => one === said.get('fate')) ?? 'accepted';
  const { offset } = usePage(SIZE, 'file-page');
  const call = useCall<FileAnswer>(sha256 ? casePath(caseName, 'sources', 'rows', sha256) : undefined, { what: fate, sheet: said.get('of-sheet') ?? undefined, offset, limit: SIZE });
  const ids = call.data && ['entries', 'transfers'].includes(call.data.kind) && (fate === 'accepted' || fate === 'duplicate') ? call.data.rows.map((r) => r.id) : [];
  const entries = useCall<{ entries: Entry[] }>(ids.length > 0 ? casePath(caseName, 'entries') : undefined, { entry: ids.join(','), limit: SIZE });
  const close = () => setParams(Object.fromEntries(params.map((name) => [name, undefined])));

  return (
    <Drawer open={sha256 !== null} destroyOnHidden size={1040} title={call.data ? t('rows.of_file', { what: t(`rows.of_file.${fate}`), n: call.data.total.toLocaleString(), file: tableName(call.data.file, call.data.sheet) }) : t(`rows.of_file.${fate}`)} onClose={close}>
      {sha256 && <Answer call={call}>{(answer) => <List caseName={caseName} answer={answer} entries={new Map(entries.data?.entries.map((e) => [e.id, e]))} />}</Answer>}
    </Drawer>
  );
}
