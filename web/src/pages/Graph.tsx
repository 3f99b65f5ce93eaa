import { Alert, App, Button, Space } from 'antd';
import { type CSSProperties, useMemo, useRef, useState } from 'react';

import { casePath } from '../api/client';
import type { Account } from '../api/types';
import { useCall } from '../api/useCall';
import { go, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { Canvas } from '../canvas/Canvas';
import { type BoardState, emptyState } from '../canvas/board';
import { type PlacedLink, makeScene } from '../canvas/draw';
import { pack } from '../canvas/saved';
import type { Card, Graph } from '../canvas/types';
import { Boards } from '../graph/Boards';
import { CardPanel } from '../graph/CardPanel';
import { Exhibits } from '../graph/Exhibits';
import { ExportMenu } from '../graph/ExportMenu';
import { Filters, type Sort } from '../graph/Filters';
import { LinkPanel } from '../graph/LinkPanel';
import { Search } from '../graph/Search';
import { remarksOf } from '../graph/remarks';
import { Steps } from '../graph/Steps';
import { type TracedTransfer, sharesOf } from '../graph/shares';
import type { Opened } from '../graph/OpenBoard';
import { useBoard } from '../graph/useBoard';
import { askGraph, optionsOf, useGraph } from '../graph/useGraph';
import { useSaved } from '../graph/useSaved';
import { formatMoney } from '../parts/Money';
import { type Word, useWords } from '../words';

const ASK_ABOVE = 60; // so many at once are asked about first
const MOST_AT_ONCE = 500; // the server's --top
const USUAL = 12;

const PAGE: CSSProperties = { display: 'flex', flexDirection: 'column', gap: 8, height: 'calc(100vh - 104px)', minHeight: 420 };
const FRAME: CSSProperties = { flex: 1, position: 'relative', border: '1px solid #d9d9d9', borderRadius: 4, overflow: 'hidden', minWidth: 0 };
const HELP: CSSProperties = { position: 'absolute', left: 8, bottom: 6, fontSize: 12, color: '#595959', background: 'rgba(255,255,255,.85)', padding: '0 6px' };
const SIDE: CSSProperties = { width: 300, overflow: 'auto', background: '#fff', border: '1px solid #d9d9d9', borderRadius: 4, padding: 12 };

const spotsOf = (answer: Graph) => answer.cards.map(({ id, column, slot }) => ({ id, column, slot }));

interface Props {
  caseName: string;
  opened: Opened;
  onMoved: (name: string, version: number) => void;
}

export default function GraphPage({ caseName, opened, onMoved }: Props) {
  const t = useWords();
  const { params } = useRoute();
  const { inWan } = useSettings();
  const { modal } = App.useApp();
  const board = useBoard(opened.history, t('graph.begin'));
  const { state, step } = board;
  const saving = useSaved(caseName, opened, board.history, () => pack(board.history, state, optionsOf(state)), onMoved);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [link, setLink] = useState<PlacedLink>();
  const [sort, setSort] = useState<Sort>('amount');
  const [focusOn, setFocusOn] = useState<{ id: string; n: number }>();
  const [seed, setSeed] = useState<{ account: string; rule: string }>();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const accounts = useCall<{ accounts: Account[] }>(casePath(caseName, 'accounts'), { all: true });
  const traced = useCall<{ transfers: TracedTransfer[] }>(
    seed ? casePath(caseName, 'trace') : undefined,
    seed ? { from: seed.account, rule: seed.rule } : {},
  );
  const wanted = params.get('account');
  const { graph, error, fail } = useGraph(caseName, state, wanted, (answer) => {
    if (answer.cards.length !== state.spots.length) step(t('graph.begin'), { ...state, spots: spotsOf(answer) });
    if (wanted) focus(wanted);
  });
  const shares = useMemo(() => sharesOf(traced.data?.transfers ?? [], graph), [traced.data, graph]);
  const scene = useMemo(() => makeScene(graph?.cards ?? [], graph?.links ?? [], shares), [graph, shares]);
  const title = (c: Card) => (c.kind === 'outside' ? t(`outside.${c.holder}` as Word) : c.holder || c.number || c.id);
  const titleOf = (id: string) => {
    const card = scene.byId.get(id);
    return card ? title(card) : id;
  };
  const money = (yuan: string) => formatMoney(yuan, inWan);
  const look = { selected, marked: new Set(state.exhibits.flatMap((e) => e.cards)), title, money, shares: seed !== undefined };

  function focus(id: string): void {
    setFocusOn({ id, n: Date.now() });
  }
  function select(ids: Iterable<string>, one?: PlacedLink): void {
    setSelected(new Set(ids));
    setLink(one);
  }
  function change(label: string, part: Partial<BoardState>): void {
    step(label, { ...state, ...part });
  }

  async function expand(card: Card, side: 'left' | 'right', all = false): Promise<void> {
    const n = side === 'left' ? card.payers : card.payees;
    if (all && n > ASK_ABOVE && !(await modal.confirm({ title: t('graph.ask', { n }) }))) return;
    try {
      const answer = await askGraph(caseName, state, { [side]: card.id, sort, top: all ? Math.min(n, MOST_AT_ONCE) : USUAL });
      const added = answer.cards.length - state.spots.length;
      if (added > 0) change(t(`graph.step.${side}`, { name: title(card), n: added }), { spots: spotsOf(answer) });
    } catch (failure) {
      fail((failure as Error).message);
    }
  }

  function removeCards(ids: ReadonlySet<string>): void {
    const names = scene.cards.filter((c) => ids.has(c.id)).map(title);
    change(t('graph.step.remove', { name: names.slice(0, 3).join('、') }), { spots: state.spots.filter((s) => !ids.has(s.id)) });
    select([]);
  }

  function find({ account: id, holder }: Account): void {
    if (!scene.byId.has(id)) {
      const slot = Math.max(-1, ...state.spots.filter((s) => s.column === 0).map((s) => s.slot)) + 1;
      change(t('graph.step.add', { name: holder || id }), { spots: [...state.spots, { id, column: 0, slot }] });
    }
    focus(id);
  }

  function switchLevel(level: BoardState['level']): void {
    change(t(`graph.${level}`), { level, spots: [], exhibits: [] });
    select([]);
    setSeed(undefined);
  }

  function pin(): void {
    const name = t('graph.exhibit', { n: state.exhibits.length + 1 });
    change(t('graph.step.pin'), { exhibits: [...state.exhibits, { name, cards: [...selected] }] });
  }

  function entriesOf({ a, b, from, to }: PlacedLink): void {
    const isPayer = a.kind === 'account';
    go(caseName, 'entries', { account: isPayer ? from : to, text: (isPayer ? b : a).number ?? '' });
  }

  const one = selected.size === 1 ? scene.byId.get([...selected][0] ?? '') : undefined;
  return (
    <div style={PAGE}>
      <h1 className="skip">{t('page.graph')}</h1>
      <Space wrap size={8}>
        <Search accounts={accounts.data?.accounts ?? []} onFound={find} />
        <Filters
          state={state}
          sort={sort}
          onSort={setSort}
          onLevel={switchLevel}
          onDays={(since, until) => change(t('graph.step.days', { since: since || '…', until: until || '…' }), { since, until })}
        />
        <Boards caseName={caseName} name={opened.name} saving={saving} />
        <Steps board={board} />
        <ExportMenu
          caseName={caseName}
          board={opened.name}
          name={`${caseName}-${opened.name}`}
          remarks={remarksOf(t, caseName, opened.name, state, seed && `${t(`rule.${seed.rule}` as Word)}（${titleOf(seed.account)}）`, scene.cards.length, scene.links.length)}
          scene={scene}
          look={look}
          canvas={canvas}
          flush={saving.flush}
        />
        <Button onClick={() => step(t('graph.step.clear'), { ...emptyState, level: state.level })}>{t('graph.clear')}</Button>
      </Space>
      {error && <Alert type="error" showIcon title={error} closable onClose={() => fail(undefined)} />}
      <div style={{ flex: 1, display: 'flex', gap: 8, minHeight: 0 }}>
        <div style={FRAME}>
          <Canvas
            scene={scene}
            label={t('page.graph')}
            look={look}
            focusOn={focusOn}
            register={(element) => {
              canvas.current = element;
            }}
            onCard={(card, more) => select(more ? [...selected, card.id] : [card.id])}
            onLink={(l) => select([], l)}
            onNothing={() => select([])}
            onExpand={(card, side) => void expand(card, side)}
            onRemove={(card) => removeCards(new Set([card.id]))}
          />
          <div className="no-print" style={HELP}>
            {t('graph.help')}
          </div>
        </div>
        <aside style={SIDE} aria-label={t('graph.side')}>
          {one ? (
            <CardPanel
              card={one}
              title={title(one)}
              note={state.notes[one.id] ?? ''}
              money={money}
              isSeed={seed?.account === one.id}
              onExpand={(side, all) => void expand(one, side, all)}
              onRemove={() => removeCards(selected)}
              onNote={(note) => change(t('graph.step.note', { name: title(one) }), { notes: { ...state.notes, [one.id]: note } })}
              onTrace={(rule) => setSeed(rule ? { account: one.id, rule } : undefined)}
              onEntries={() => go(caseName, 'entries', { account: one.id })}
            />
          ) : link ? (
            <LinkPanel
              link={link}
              from={title(link.a)}
              to={title(link.b)}
              money={money}
              share={seed ? link.share : undefined}
              onEntries={() => entriesOf(link)}
            />
          ) : selected.size > 1 ? (
            <Space orientation="vertical">
              <span>{t('graph.selected', { n: selected.size })}</span>
              <Button onClick={pin}>{t('graph.pin')}</Button>
              <Button onClick={() => removeCards(selected)}>{t('graph.remove')}</Button>
            </Space>
          ) : (
            <Exhibits
              exhibits={state.exhibits}
              titleOf={titleOf}
              onOpen={(cards) => {
                select(cards);
                focus(cards[0] ?? '');
              }}
              onChange={(exhibits) => change(t('graph.step.pin'), { exhibits })}
            />
          )}
        </aside>
      </div>
    </div>
  );
}
