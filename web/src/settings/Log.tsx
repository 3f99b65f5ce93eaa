import { DatePicker, Segmented, Select, Space, Table } from 'antd';
import dayjs from 'dayjs';

import { type Session, casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams, useRoute } from '../app/route';
import { type Page, useFirstPage, usePage } from '../app/useParam';
import { Answer, Nothing } from '../parts/Answer';
import { Download } from '../parts/Download';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Panel';
import { when } from '../parts/when';
import { type Both, useBoth, useWords } from '../words';
import { LogCheck } from './LogCheck';

interface Act {
  number: number;
  undo: boolean;
  who: string;
  at: string;
  title: Both;
  about: Both;
  says: Both;
}

interface Log {
  total: number;
  people: string[];
  kinds: { id: string; title: Both }[];
  acts: Act[];
}

const PAGE = 50;
const filters = ['who', 'kind', 'since', 'until'] as const;

function Acts({ log, page, isFiltered }: { log: Log; page: Page; isFiltered: boolean }) {
  const t = useWords();
  const both = useBoth();

  if (log.total === 0) return <Nothing title={t(isFiltered ? 'log.no_fit' : 'log.empty')} />;
  return (
    <Table<Act>
      size="small"
      rowKey="number"
      dataSource={log.acts}
      pagination={page}
      columns={[
        { title: t('log.at'), render: (_, a) => <span className="number">{when(a.at)}</span>, width: 170 },
        { title: t('log.who'), dataIndex: 'who', width: 110, ellipsis: true },
        {
          title: t('log.kind'),
          width: 190,
          render: (_, a) => (
            <>
              {both(a.title)} {a.undo && <Mark>{t('log.undo')}</Mark>}
            </>
          ),
        },
        { title: t('log.about'), render: (_, a) => <span className="any">{both(a.about)}</span>, width: 240 },
        { title: t('log.says'), render: (_, a) => <span className="any">{both(a.says)}</span> },
      ]}
    />
  );
}

/* Who did what and when, in this case or (for administrators) in the folder of all: the state of
 * the view is in the address. */
export function Log({ caseName, session }: { caseName: string; session: Session }) {
  const t = useWords();
  const both = useBoth();
  const { params } = useRoute();
  const said = Object.fromEntries(filters.map((f) => [f, params.get(f) ?? undefined]));
  const isFolder = session.role === 'admin' && params.get('of') === 'folder';
  const path = isFolder ? 'log' : casePath(caseName, 'log');
  const file = isFolder ? 'files/log' : casePath(caseName, 'files', 'log');
  const pages = usePage(PAGE);
  const call = useCall<Log>(path, { ...said, limit: PAGE, offset: pages.offset || undefined });
  useFirstPage(pages.offset, call.data?.total);
  const set = (changes: Record<string, string | undefined>) => setParams({ page: undefined, ...changes });

  return (
    <Panel
      title={t('settings.part.log')}
      extra={
        <Space>
          <Download path={file} params={{ ...said, format: 'xlsx' }} label={t('log.xlsx')} size="small" />
          <Download path={file} params={{ ...said, format: 'csv' }} label={t('log.csv')} size="small" />
        </Space>
      }
    >
      <div className="stack">
        {session.role === 'admin' && (
          <Segmented
            style={{ justifySelf: 'start', alignSelf: 'start' }}
            aria-label={t('log.of')}
            value={isFolder ? 'folder' : 'case'}
            onChange={(value) => set({ of: value === 'folder' ? value : undefined, who: undefined, kind: undefined })}
            options={[
              { value: 'case', label: t('log.of.case') },
              { value: 'folder', label: t('log.of.folder') },
            ]}
          />
        )}
        <LogCheck path={path} sound={t(isFolder ? 'log.sound.folder' : 'log.sound')} />
        <Space wrap>
          <Select
            allowClear
            aria-label={t('log.who')}
            placeholder={t('log.anybody')}
            value={said['who']}
            onChange={(value?: string) => set({ who: value })}
            options={(call.data?.people ?? []).map((p) => ({ value: p, label: p }))}
            style={{ width: 160 }}
          />
          <Select
            allowClear
            aria-label={t('log.kind')}
            placeholder={t('log.any')}
            value={said['kind']}
            onChange={(value?: string) => set({ kind: value })}
            options={(call.data?.kinds ?? []).map((k) => ({ value: k.id, label: both(k.title) }))}
            style={{ width: 230 }}
          />
          <DatePicker.RangePicker
            aria-label={t('filter.days')}
            value={[said['since'] ? dayjs(said['since']) : null, said['until'] ? dayjs(said['until']) : null]}
            allowEmpty={[true, true]}
            onChange={(_, [since, until]) => set({ since, until })}
          />
        </Space>
        <Answer call={call}>{(log) => <Acts log={log} page={pages.of(log.total)} isFiltered={filters.some((f) => said[f])} />}</Answer>
      </div>
    </Panel>
  );
}
