import { Button, Space } from 'antd';
import { useEffect, useState } from 'react';

import type { BoardState } from '../canvas/board';
import type { PlacedLink } from '../canvas/scene';
import type { Transfer } from '../canvas/types';
import { Money } from '../parts/Money';
import { useWords } from '../words';
import { Bounds } from './Bounds';
import { Note } from './Note';
import type { Actions } from './useActions';
import { askGraph } from './useGraph';

interface Props {
  caseName: string;
  link: PlacedLink;
  state: BoardState;
  titleOf: (id: string) => string;
  actions: Actions;
  onOpen: (ids: string[]) => void;
}

const SHOWN = 200;

/* The transfers of one link: the board with its two cards alone. */
function useTransfers(caseName: string, link: PlacedLink, state: BoardState): Transfer[] {
  const [rows, setRows] = useState<Transfer[]>([]);

  useEffect(() => {
    let isOld = false;
    const spots = state.spots.filter((s) => s.id === link.from || s.id === link.to);
    if (spots.length < 2) return undefined;
    askGraph(caseName, { ...state, spots, traced: undefined }, { transfers: 2 * SHOWN })
      .then((answer) => !isOld && setRows((answer.transfers?.rows ?? []).filter((x) => x.from === link.from && (!link.transfer || x.id === link.transfer))))
      .catch(() => !isOld && setRows([]));
    return () => {
      isOld = true;
    };
  }, [caseName, link.key, state]);
  return rows;
}

export function LinkPanel({ caseName, link, state, titleOf, actions, onOpen }: Props) {
  const t = useWords();
  const rows = useTransfers(caseName, link, state);
  const [from, to] = [titleOf(link.from), titleOf(link.to)];

  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <strong className="long">
        {from} → {to}
      </strong>
      <span className="number">{t('graph.link', { n: link.n, sum: actions.money(link.amount) })}</span>
      <span className="number">
        {link.first.slice(0, 10)} — {link.last.slice(0, 10)}
      </span>
      {state.traced && <Bounds link={link} traced={state.traced} money={actions.money} />}
      <Button block disabled={rows.length === 0} onClick={() => onOpen(rows.map((x) => x.id))}>
        {t('rows.open', { n: rows.length })}
      </Button>
      <ul className="link-rows">
        {rows.slice(0, SHOWN).map((x) => (
          <li key={x.id}>
            <button type="button" className="link number" onClick={() => onOpen([x.id])}>
              {x.time.slice(0, 10)}
            </button>
            <Money yuan={x.amount} />
          </li>
        ))}
      </ul>
      <Note of={link.key} note={state.notes[link.key] ?? ''} onNote={(note) => actions.note(link.key, `${from.slice(0, 20)} → ${to.slice(0, 20)}`, note)} />
    </Space>
  );
}
