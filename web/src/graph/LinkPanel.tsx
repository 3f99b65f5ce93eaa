import { Button, Space } from 'antd';
import { useMemo } from 'react';

import { go } from '../app/route';
import type { BoardState } from '../canvas/board';
import type { PlacedCard, PlacedLink } from '../canvas/scene';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import { Bounds } from './Bounds';
import { LinkRows } from './LinkRows';
import { Note } from './Note';
import type { Actions } from './useActions';
import { optionsOf } from './useGraph';

interface Props {
  caseName: string;
  link: PlacedLink;
  state: BoardState;
  titleOf: (id: string) => string;
  actions: Actions;
  onOpen: (ids: string[]) => void;
  onMoved: () => void; // all its transfers
}

const hasStatement = (c: PlacedCard) => c.kind === 'account' && c.supplied === true;

/* The rows of one end's statement that name the other; undefined where no statement does. */
function entriesOf({ a, b }: PlacedLink, { since, until, least }: BoardState): Record<string, string> | undefined {
  const mine = hasStatement(a) ? a : hasStatement(b) ? b : undefined;
  const other = mine === a ? b : a;
  const counterparty = other.number ?? (other.kind === 'account' ? other.holder : '');
  if (!mine || !counterparty) return undefined;
  return { account: mine.id, counterparty, way: mine === a ? 'out' : 'in', ...(since && { since }), ...(until && { until }), ...(least && { least }) };
}

export function LinkPanel({ caseName, link, state, titleOf, actions, onOpen, onMoved }: Props) {
  const t = useWords();
  const [from, to] = [titleOf(link.from), titleOf(link.to)];
  // Asked for without the rest of the board: the same board is the same question.
  const pair = useMemo<BoardState>(() => ({ ...state, spots: state.spots.filter((s) => s.id === link.from || s.id === link.to), traced: undefined }), [state, link.from, link.to]);
  const entries = entriesOf(link, state);
  const openAll = () => (link.transfer ? onOpen([link.transfer]) : onMoved());

  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <strong className="long">
        {from} → {to}
      </strong>
      <Opens onOpen={openAll}>{t('graph.link', { n: link.n, sum: actions.money(link.amount) })}</Opens>
      <span className="number">
        {link.first.slice(0, 10)} — {link.last.slice(0, 10)}
      </span>
      {state.traced && <Bounds link={link} traced={state.traced} money={actions.money} onOpen={openAll} />}
      <LinkRows key={link.key + JSON.stringify(optionsOf(pair))} caseName={caseName} link={link} state={pair} onOpen={onOpen} />
      {entries && (
        <Button block onClick={() => go(caseName, 'entries', entries)}>
          {t('graph.link.entries')}
        </Button>
      )}
      <Note of={link.key} note={state.notes[link.key] ?? ''} onNote={(note) => actions.note(link.key, `${from.slice(0, 20)} → ${to.slice(0, 20)}`, note)} />
    </Space>
  );
}
