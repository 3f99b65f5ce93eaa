import { Table } from 'antd';

import type { Graph, Transfer } from '../canvas/types';
import { useWords } from '../words';
import { transferColumns } from './transferColumns';
import { PAGE_OF_TRANSFERS } from './useGraph';

interface Props {
  transfers: NonNullable<Graph['transfers']>;
  titleOf: (id: string) => string;
  isTraced: boolean;
  onPage: (offset: number) => void;
  onOpen: (transfer: Transfer) => void; // its rows in the statements
}

/* The transfers that the board's links are made of: as many, and the same sum. */
export function Transfers({ transfers, titleOf, isTraced, onPage, onOpen }: Props) {
  const t = useWords();
  const isWhole = transfers.rows.length === transfers.n;

  return (
    <Table<Transfer>
      size="small"
      rowKey="id"
      dataSource={transfers.rows}
      scroll={{ y: 150, x: isTraced ? 1000 : 700 }}
      locale={{ emptyText: t('transfers.none') }}
      onRow={(x) => ({ onDoubleClick: () => onOpen(x) })}
      pagination={
        transfers.n > PAGE_OF_TRANSFERS && {
          size: 'small',
          pageSize: PAGE_OF_TRANSFERS,
          total: transfers.n,
          showSizeChanger: false,
          ...(isWhole ? {} : { current: transfers.offset / PAGE_OF_TRANSFERS + 1, onChange: (page: number) => onPage((page - 1) * PAGE_OF_TRANSFERS) }),
        }
      }
      columns={transferColumns(t, isTraced, titleOf, onOpen)}
    />
  );
}
