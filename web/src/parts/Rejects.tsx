import { Table } from 'antd';

import type { Page } from '../app/useParam';
import { useBoth, useWords } from '../words';

/* A cell for which a row was not taken. */
export interface Reject {
  row: number;
  column: string | null;
  words: string;
  words_en: string;
  value: string | null;
}

/* pages: the server's; without, they are this table's. */
export function Rejects({ rejects, pages = { pageSize: 20, hideOnSinglePage: true, showSizeChanger: false } }: { rejects: Reject[]; pages?: Page | { pageSize: number; hideOnSinglePage: boolean; showSizeChanger: boolean } }) {
  const t = useWords();
  const both = useBoth();

  return (
    <Table<Reject>
      size="small"
      rowKey={(r) => `${r.row} ${r.column} ${r.words}`}
      dataSource={rejects}
      pagination={pages}
      columns={[
        { title: t('import.row'), dataIndex: 'row', width: 90, align: 'right' },
        { title: t('rejects.column'), dataIndex: 'column', width: 160 },
        { title: t('rejects.why'), render: (_, r) => both({ zh: r.words, en: r.words_en }) },
        { title: t('rejects.value'), dataIndex: 'value', ellipsis: true },
      ]}
    />
  );
}
