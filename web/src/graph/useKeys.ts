/* What the keys of the canvas do, and what of the page they show and hide. */
import type { InputRef } from 'antd';
import { type RefObject, useState } from 'react';

import { useParam } from '../app/useParam';
import type { Action } from '../canvas/keys';
import type { PlacedCard, PlacedLink } from '../canvas/scene';
import { NOTE_FIELD } from './Note';
import { TRACE_FIELD } from './TraceFields';
import type { Actions } from './useActions';
import type { Board } from './useBoard';

interface With {
  board: Board;
  actions: Actions;
  selected: ReadonlySet<string>;
  select: (ids: Iterable<string>, link?: string) => void;
  search: RefObject<InputRef | null>;
  brush: RefObject<SVGSVGElement | null>;
  onRows: (account: string) => void;
}

/* Once the side panel shows the card. */
function focusSoon(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus(), 50);
}

export function useKeys({ board, actions, selected, select, search, brush, onRows }: With) {
  const [help, setHelp] = useState(false);
  const [map, setMapWord] = useParam('map');
  const [table, setTableWord] = useParam('table');
  // A small screen has no room for it unless it is asked for.
  const hasMap = map ? map === 'on' : innerWidth >= 1000;
  const hasTable = table === 'on';
  const setMap = (has: boolean) => setMapWord(has ? 'on' : 'off');
  const setTable = (has: boolean) => setTableWord(has ? 'on' : undefined);
  const { state, history, move } = board;

  function onCard(action: Action, card: PlacedCard, link: PlacedLink | undefined): void {
    const chosen: ReadonlySet<string> = selected.size > 1 ? selected : new Set([card.id]);
    if (action === 'expand.left' || action === 'expand.right') void actions.expand(card, action === 'expand.left' ? 'left' : 'right');
    else if (action === 'expand.left.all' || action === 'expand.right.all') void actions.expand(card, action === 'expand.left.all' ? 'left' : 'right', true);
    else if (action === 'select') select(selected.has(card.id) ? [...selected].filter((id) => id !== card.id) : [...selected, card.id]);
    else if (action === 'remove') actions.remove(chosen);
    else if (action === 'fold' && selected.size > 1) actions.foldCards(selected);
    else if (action === 'fold' && card.kind === 'fold') void actions.openFold(card.id);
    else if (action === 'fold.leaves') actions.foldLeaves(card, 'right');
    else if (action === 'pin') actions.pin(link ? [link.from, link.to] : chosen);
    else if (action === 'entries' && card.kind === 'account') onRows(card.id);
    else if (action === 'note' || action === 'trace') {
      if (action === 'note' && link) select([], link.key);
      else select([card.id]);
      focusSoon(action === 'note' ? NOTE_FIELD : TRACE_FIELD);
    }
  }

  function act(action: Action, card: PlacedCard | undefined, link: PlacedLink | undefined): void {
    if (action === 'undo') move(history.at - 1);
    else if (action === 'redo') move(history.at + 1);
    else if (action === 'search') search.current?.focus();
    else if (action === 'brush') brush.current?.focus();
    else if (action === 'map') setMap(!hasMap);
    else if (action === 'table') setTable(!hasTable);
    else if (action === 'single') void actions.setSingle(!state.single);
    else if (action === 'level') void actions.setLevel(state.level === 'account' ? 'person' : 'account');
    else if (action === 'help') setHelp(true);
    else if (card) onCard(action, card, link);
  }

  return { act, help, setHelp, hasMap, setMap, hasTable, setTable };
}
