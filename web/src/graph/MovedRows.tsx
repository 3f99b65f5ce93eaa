import { Alert, Drawer, Table } from 'antd';
import { useEffect, useState } from 'react';

import { useFirstPage, usePage, useParam } from '../app/useParam';
import type { BoardState } from '../canvas/board';
import type { Graph, Transfer } from '../canvas/types';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { stated } from '../parts/when';
import { type Word, useWords } from '../words';
import { type Moved, askOf, movedOf } from './moved';
import { askGraph } from './useGraph';

const PAGE = 50;

interface Props {
  caseName: string;
  state: BoardState;
  titleOf: (id: string) => string; // of a card that stands; of others the id
  onRows: (ids: string[]) => void;
}

function useMoved(caseName: string, state: BoardState, moved: Moved | undefined, offset: number) {
  const [list, setList] = useState<NonNullable<Graph['transfers']>>();
  const [error, setError] = useState<Error>();
  const asked = moved && JSON.stringify(askOf(moved));

  useEffect(() => {
    let isOld = false;
    setList(undefined);
    setError(undefined);
    if (!moved) return undefined;
    askGraph(caseName, state, { ...askOf(moved), transfers: PAGE, ...(offset > 0 && { offset }) })
      .then((answer) => !isOld && setList(answer.transfers))
      .catch((failure: unknown) => !isOld && setError(failure as Error));
    return () => {
      isOld = true;
    };
  }, [caseName, state, asked, offset]);
  return { list, error };
}

/* The transfers that a number of the board counts; each opens its rows in the statements. */
export function MovedRows({ caseName, state, titleOf, onRows }: Props) {
  const t = useWords();
  const [text, setText] = useParam('moved');
  const pages = usePage(PAGE, 'moved-page');
  const [, setPage] = useParam('moved-page');
  const moved = movedOf(text);
  const { list, error } = useMoved(caseName, state, moved, pages.offset);
  useFirstPage(pages.offset, list?.n, 'moved-page');
  const called = (id: string, title: string) => {
    const outside = /^(?:to|from):(.+)$/.exec(id)?.[1];
    const known = titleOf(id);
    return known !== id ? known : outside ? t(`outside.${outside}` as Word) : title;
  };
  const open = (x: Transfer) => onRows([x.id]);
  const money = (name: 'amount' | 'tainted' | 'lower' | 'upper', word: Word) => ({
    title: t(word),
    align: 'right' as const,
    width: 130,
    render: (_: unknown, x: Transfer) => (
      <Opens onOpen={() => open(x)}>
        <Money yuan={x[name]} />
      </Opens>
    ),
  });

  function close(): void {
    setPage(undefined);
    setText(undefined);
  }
  return (
    <Drawer
      open={moved !== undefined}
      size={state.traced ? 1100 : 860}
      title={moved && [...new Set([moved.from, moved.to])].filter((id) => id !== undefined).map(titleOf).concat(t(`moved.${moved.which}`)).join(' · ')}
      onClose={close}
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      <p className="hint">{t('moved.all', { n: (list?.n ?? 0).toLocaleString() })}</p>
      <Table<Transfer>
        size="small"
        rowKey="id"
        loading={moved !== undefined && !list && !error}
        dataSource={list?.rows ?? []}
        pagination={pages.of(list?.n ?? 0)}
        columns={[
          { title: t('entry.time'), width: 165, render: (_, x) => <span className="number">{stated(x.time)}</span> },
          { title: t('transfers.from'), ellipsis: true, render: (_, x) => called(x.from, x.from_title) },
          { title: t('transfers.to'), ellipsis: true, render: (_, x) => called(x.to, x.to_title) },
          money('amount', 'entry.amount'),
          ...(state.traced ? (['tainted', 'lower', 'upper'] as const).map((part) => money(part, `trace.${part}`)) : []),
        ]}
      />
    </Drawer>
  );
}
