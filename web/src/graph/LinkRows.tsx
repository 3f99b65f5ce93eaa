import { Alert, Button, Pagination } from 'antd';
import { useState } from 'react';

import type { BoardState } from '../canvas/board';
import type { PlacedLink } from '../canvas/scene';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import { useMoved } from './moved';

interface Props {
  caseName: string;
  link: PlacedLink;
  state: BoardState; // with the two cards alone
  onOpen: (ids: string[]) => void;
}

const PAGE = 100;

/* The transfers of one link, a page at a time; of a single one all is known. */
export function LinkRows({ caseName, link, state, onOpen }: Props) {
  const t = useWords();
  const [page, setPage] = useState(1);
  const isAsked = !link.transfer && state.spots.length === 2;
  const { list, error } = useMoved(caseName, state, isAsked ? { which: 'link', from: link.from, to: link.to } : undefined, PAGE, (page - 1) * PAGE);
  const shown = link.transfer ? [{ id: link.transfer, time: link.first, amount: link.amount }] : (list?.rows ?? []);

  if (error) return <Alert type="error" showIcon title={error.message} />;
  return (
    <div aria-busy={isAsked && !list}>
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
