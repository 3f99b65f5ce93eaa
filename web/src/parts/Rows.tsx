import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import type { Entry } from '../api/types';
import { useCall } from '../api/useCall';
import { setParams } from '../app/route';
import { useFirstPage, usePage, useParam } from '../app/useParam';
import { useWords } from '../words';
import { Answer } from './Answer';
import { EntryDetails } from './EntryDetails';
import { Money } from './Money';
import { stated } from './when';

const SIZE = 50; // at once: the address of a question has an end

/* The rows behind a figure; each opens its place in the original. */
export function Rows({ caseName, ids, title, onClose }: { caseName: string; ids: string[] | undefined; title: string; onClose: () => void }) {
  const t = useWords();
  const pages = usePage(SIZE, 'rows-page');
  const here = (ids ?? []).slice(pages.offset, pages.offset + SIZE);
  const call = useCall<{ entries: Entry[] }>(here.length > 0 ? casePath(caseName, 'entries') : undefined, { entry: here.join(','), limit: SIZE });
  // Which row is unfolded, and which page: in the address, as what opened this is.
  const [opened, setOpened] = useParam('row');

  useFirstPage(pages.offset, ids?.length, 'rows-page');
  function close(): void {
    setParams({ row: undefined, 'rows-page': undefined });
    onClose();
  }

  return (
    <Drawer open={ids !== undefined} destroyOnHidden size={1040} title={title} onClose={close}>
      <p className="hint">{t('rows.all', { n: (ids?.length ?? 0).toLocaleString() })}</p>
      {here.length > 0 && (<Answer call={call}>
        {({ entries }) => (
          <Table<Entry>
            size="small"
            rowKey="id"
            dataSource={entries}
            pagination={pages.of(ids?.length ?? 0)}
            scroll={{ x: 800 }}
            expandable={{
              expandedRowKeys: opened ? [opened] : [],
              onExpand: (isOpen, entry) => setOpened(isOpen ? entry.id : undefined),
              expandedRowRender: (entry) => <EntryDetails caseName={caseName} entry={entry} />,
            }}
            columns={[
              { title: t('entry.time'), render: (_, e) => <span className="number">{stated(e.time)}</span>, width: 160 },
              { title: t('entry.holder'), dataIndex: 'holder', width: 120, ellipsis: true },
              { title: t('entry.amount'), render: (_, e) => <Money yuan={e.amount} />, align: 'right', width: 130 },
              { title: t('entry.other'), render: (_, e) => e.other_name ?? e.merchant ?? '', ellipsis: true },
              { title: t('entry.summary'), render: (_, e) => [e.summary, e.note].filter(Boolean).join(' '), ellipsis: true, width: 160 },
            ]}
          />
        )}
      </Answer>)}
    </Drawer>
  );
}
