/* What can be done to a board: each is one step of its history. */
import { App } from 'antd';

import { type BoardState, emptyState } from '../canvas/board';
import { fold, foldNew, leavesOf, open } from '../canvas/folds';
import { pathOf } from '../canvas/path';
import type { Scene } from '../canvas/scene';
import type { Card, Graph } from '../canvas/types';
import { formatMoney } from '../parts/Money';
import { useWords } from '../words';
import type { Board } from './useBoard';
import { MOST_SINGLE, askGraph, spotsOf, withFree } from './useGraph';

const ASK_ABOVE = 60; // cards: so many at once are asked about first
const ASK_LINES_ABOVE = 2000;
const MOST_AT_ONCE = 5000; // the server's --top
const USUAL = 12;

export type Side = 'left' | 'right';
export const sorts = ['amount', 'count', 'time'] as const;
export type Sort = (typeof sorts)[number];

interface With {
  caseName: string;
  board: Board;
  scene: Scene;
  graph: Graph | undefined;
  sort: Sort;
  inWan: boolean;
  title: (card: Card) => string;
  select: (ids: Iterable<string>) => void;
  focus: (id: string) => void;
  fail: (error: Error) => void;
}

export function useActions({ caseName, board, scene, graph, sort, inWan, title, select, focus, fail }: With) {
  const t = useWords();
  const { modal } = App.useApp();
  const { state, step } = board;

  const change = (label: string, part: Partial<BoardState>) => step(label, { ...state, ...part });
  const titlesOf = (ids: Iterable<string>) => {
    const names = [...ids].map((id) => scene.byId.get(id)).filter((c) => c !== undefined).map((c) => title(c).slice(0, 30));
    return names.length > 3 ? t('graph.and', { names: names.slice(0, 3).join(t('list.and')), n: names.length }) : names.join(t('list.and'));
  };

  /* The answer's places become the board's. */
  async function ask(label: (answer: Graph) => string, next: BoardState, more: Parameters<typeof askGraph>[2]): Promise<void> {
    try {
      const answer = await askGraph(caseName, next, more);
      step(label(answer), { ...next, spots: spotsOf(answer) });
    } catch (failure) {
      fail(failure as Error);
    }
  }

  async function expand(card: Card, side: Side, all = false): Promise<void> {
    const n = side === 'left' ? card.payers : card.payees;
    if (all && n > ASK_ABOVE && !(await modal.confirm({ title: t('graph.ask', { n }), okText: t('graph.ask.yes') }))) return;
    await ask((answer) => t(`graph.step.${side}`, { name: title(card), n: answer.cards.length - state.spots.length }), state, { [side]: card.id, sort, top: all ? Math.max(1, Math.min(n, MOST_AT_ONCE)) : USUAL });
  }

  /* Those who are not on the board yet, as one card. */
  async function foldRest(card: Card, side: Side): Promise<void> {
    try {
      const answer = await askGraph(caseName, state, { [side]: card.id, sort, top: MOST_AT_ONCE });
      const members = spotsOf(answer).filter((s) => !state.spots.some((known) => known.id === s.id));
      if (members.length === 0) return;
      const name = t(`fold.rest.${side}`, { name: title(card).slice(0, 30), n: members.length });
      const made = foldNew(state, members, members[0]!.column, name);
      await ask(() => name, made.state, withFree(state, [made]));
    } catch (failure) {
      fail(failure as Error);
    }
  }

  function foldCards(ids: ReadonlySet<string>, name = ''): void {
    const next = fold(state, ids, name);
    if (next === state) return;
    step(name || t('fold.step', { names: titlesOf(ids) }), next);
    select([`fold:${next.folds.at(-1)!.key}`]);
  }

  function foldLeaves(card: Card, side: Side): void {
    const leaves = leavesOf(scene, card.id, side);
    foldCards(new Set(leaves), t(`fold.leaves.${side}`, { name: title(card).slice(0, 30), n: leaves.length }));
  }

  async function openFold(id: string): Promise<void> {
    const { state: next, homeless } = open(state, id);
    const label = t('fold.step.open', { name: titlesOf([id]) });
    select([]);
    if (homeless.length === 0) step(label, next);
    else await ask(() => label, next, withFree(next, homeless));
  }

  function remove(ids: ReadonlySet<string>): void {
    const folds = state.folds.filter((f) => !ids.has(`fold:${f.key}`));
    change(t('graph.step.remove', { name: titlesOf(ids) }), { spots: state.spots.filter((s) => !ids.has(s.id)), folds });
    select([]);
  }

  /* Cards that are asked for by name: those not placed yet find a place. */
  async function bring(ids: string[], name: string): Promise<void> {
    const memberOf = (id: string) => state.folds.find((f) => f.members.some((m) => m.id === id));
    const missing = ids.filter((id) => !scene.byId.has(id) && !memberOf(id));
    if (missing.length > 0) await ask(() => t('graph.step.add', { name }), state, withFree(state, missing.map((id, i) => ({ id, column: i }))));
    const first = ids[0]!;
    const held = memberOf(first);
    const shown = held ? `fold:${held.key}` : first;
    select([shown]);
    focus(shown);
  }

  async function setSingle(single: boolean): Promise<void> {
    const n = graph?.total.n ?? 0;
    if (single && n > MOST_SINGLE) {
      modal.warning({ title: t('single.too.many', { n, most: MOST_SINGLE }) });
      return;
    }
    if (single && n > ASK_LINES_ABOVE && !(await modal.confirm({ title: t('single.ask', { n }), okText: t('graph.ask.yes') }))) return;
    change(t(single ? 'single.on' : 'single.off'), { single });
  }

  /* The same accounts as people, or the people's accounts: the server knows who is who. */
  async function setLevel(level: BoardState['level']): Promise<void> {
    if (level === state.level) return;
    select([]);
    await ask(() => t(`graph.${level}`), { ...state, level, traced: undefined }, {});
  }

  function pin(ids: Iterable<string>): void {
    const name = t('graph.exhibit', { n: state.exhibits.length + 1 });
    change(t('graph.step.pin'), { exhibits: [...state.exhibits, { name, cards: pathOf(scene, ids) }] });
  }

  return {
    change,
    expand,
    foldRest,
    foldCards,
    foldLeaves,
    openFold,
    remove,
    bring,
    setSingle,
    setLevel,
    pin,
    days: (since: string, until: string) => change(t('graph.step.days', { since: since || '…', until: until || '…' }), { since, until }),
    note: (key: string, name: string, note: string) => change(t('graph.step.note', { name }), { notes: { ...state.notes, [key]: note } }),
    rename: (key: string, name: string) => change(t('fold.step.name', { name }), { folds: state.folds.map((f) => (f.key === key ? { ...f, name } : f)) }),
    trace: (traced: BoardState['traced']) => change(traced ? t('trace.step', { name: titlesOf([traced.from]), rule: t(`rule.${traced.rule}`) }) : t('trace.step.off'), { traced }),
    clear: () => step(t('graph.step.clear'), { ...emptyState, level: state.level }),
    money: (yuan: string) => `${formatMoney(yuan, inWan)}`,
  };
}

export type Actions = ReturnType<typeof useActions>;
