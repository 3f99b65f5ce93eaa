/* The transfers of one link, a page at a time. The server lists those of the board with the link's
 * two cards alone, in both directions and a block at a time; the pages are of this direction. */
import { Alert, Button, Pagination } from 'antd';
import { useEffect, useState } from 'react';

import type { BoardState } from '../canvas/board';
import type { PlacedLink } from '../canvas/scene';
import type { Transfer } from '../canvas/types';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import { askGraph } from './useGraph';

interface Props {
  caseName: string;
  link: PlacedLink;
  state: BoardState; // with the two cards alone
  onOpen: (ids: string[]) => void;
}

const PAGE = 100;
const BLOCK = 1000;

interface Read {
  rows: Transfer[]; // of this direction
  offset: number; // where the next block begins
  isWhole: boolean;
}

export function LinkRows({ caseName, link, state, onOpen }: Props) {
  const t = useWords();
  const [page, setPage] = useState(1);
  const [read, setRead] = useState<Read>({ rows: [], offset: 0, isWhole: state.spots.length < 2 });
  const [error, setError] = useState<string>();
  const isShort = !read.isWhole && read.rows.length < Math.min(link.n, page * PAGE);
  const shown = read.rows.slice((page - 1) * PAGE, page * PAGE);

  useEffect(() => {
    let isOld = false;
    if (!isShort) return undefined;
    askGraph(caseName, state, { transfers: BLOCK, ...(read.offset > 0 && { offset: read.offset }) })
      .then(({ transfers }) => {
        if (isOld) return;
        const found = (transfers?.rows ?? []).filter((x) => x.from === link.from && (!link.transfer || x.id === link.transfer));
        const offset = read.offset + BLOCK;
        setRead({ rows: [...read.rows, ...found], offset, isWhole: offset >= (transfers?.n ?? 0) });
      })
      .catch((failure: unknown) => !isOld && setError((failure as Error).message));
    return () => {
      isOld = true;
    };
  }, [read, isShort]);

  if (error) return <Alert type="error" showIcon title={error} />;
  return (
    <div aria-busy={isShort}>
      <Button block disabled={shown.length === 0} onClick={() => onOpen(shown.map((x) => x.id))}>
        {link.n > PAGE ? t('rows.open.page', { n: shown.length }) : t('rows.open', { n: shown.length })}
      </Button>
      <ul className="link-rows">
        {shown.map((x) => (
          <li key={x.id}>
            <button type="button" className="link number" onClick={() => onOpen([x.id])}>
              {x.time.slice(0, 10)}
            </button>
            <Opens onOpen={() => onOpen([x.id])}>
              <Money yuan={x.amount} />
            </Opens>
          </li>
        ))}
      </ul>
      {link.n > PAGE && <Pagination simple size="small" current={page} pageSize={PAGE} total={link.n} showSizeChanger={false} onChange={setPage} />}
    </div>
  );
}
