import { Alert, Drawer, Table } from 'antd';

import { setParams } from '../app/route';
import { useFirstPage, usePage, useParam } from '../app/useParam';
import type { BoardState } from '../canvas/board';
import type { Transfer } from '../canvas/types';
import { type Word, useWords } from '../words';
import { movedOf, useMoved } from './moved';
import { transferColumns } from './transferColumns';

const PAGE = 50;

interface Props {
  caseName: string;
  state: BoardState;
  titleOf: (id: string) => string; // of a card that stands; of others the id
  onRows: (ids: string[]) => void;
}

/* The transfers that a number of the board counts; each opens its rows in the statements. */
export function MovedRows({ caseName, state, titleOf, onRows }: Props) {
  const t = useWords();
  const [text] = useParam('moved');
  const pages = usePage(PAGE, 'moved-page');
  const moved = movedOf(text);
  const { list, error } = useMoved(caseName, state, moved, PAGE, pages.offset);
  useFirstPage(pages.offset, list?.n, 'moved-page');
  const called = (id: string, title: string) => {
    const outside = /^(?:to|from):(.+)$/.exec(id)?.[1];
    const known = titleOf(id);
    return known !== id ? known : outside ? t(`outside.${outside}` as Word) : title;
  };

  return (
    <Drawer
      open={moved !== undefined}
      size={state.traced ? 1100 : 860}
      title={moved && [...new Set([moved.from, moved.to])].filter((id) => id !== undefined).map(titleOf).concat(t(`moved.${moved.which}`)).join(' · ')}
      onClose={() => setParams({ moved: undefined, 'moved-page': undefined })}
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      <p className="hint">{t('moved.all', { n: (list?.n ?? 0).toLocaleString() })}</p>
      <Table<Transfer>
        size="small"
        rowKey="id"
        loading={moved !== undefined && !list && !error}
        dataSource={list?.rows ?? []}
        pagination={pages.of(list?.n ?? 0)}
        columns={transferColumns(t, state.traced !== undefined, called, (x) => onRows([x.id]))}
      />
    </Drawer>
  );
}
