import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, App, AutoComplete, Button, DatePicker, Dropdown, Input, List, Popover, Segmented, Select, Space, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useRef, useState } from 'react';

import { type Options, casePath, post } from '../api/client';
import type { Account } from '../api/types';
import { useCall } from '../api/useCall';
import { go, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { Canvas } from '../canvas/Canvas';
import { type BoardState, type History, begin, current, emptyState, goTo, load, placedText, save, take } from '../canvas/board';
import { type PlacedCard, type PlacedLink, makeScene } from '../canvas/draw';
import { savePng, saveSvg } from '../canvas/export';
import type { Card, Graph } from '../canvas/types';
import { formatMoney } from '../parts/Money';
import { type Word, useWords } from '../words';

const ASK_ABOVE = 60; // so many at once are asked about first
type Sort = 'amount' | 'count' | 'time';

function optionsOf(state: BoardState): Options {
  const options: Options = { level: state.level };
  if (state.spots.length > 0) options['placed'] = placedText(state.spots);
  if (state.since) options['since'] = state.since;
  if (state.until) options['until'] = state.until;
  if (state.least) options['least'] = state.least;
  return options;
}

/* What a trace says of each pair of accounts: its part of what went between them. */
function sharesOf(transfers: { from: string; to: string; tainted: string }[], graph: Graph | undefined): Map<string, number> {
  const fen = new Map<string, bigint>();
  for (const t of transfers) {
    const key = `${t.from}\n${t.to}`;
    fen.set(key, (fen.get(key) ?? 0n) + BigInt(t.tainted.replace('.', '')));
  }
  const shares = new Map<string, number>();
  for (const link of graph?.links ?? []) {
    const key = `${link.from}\n${link.to}`;
    const part = fen.get(key);
    const whole = BigInt(link.amount.replace('.', ''));
    if (part && whole > 0n) shares.set(key, Math.min(1, Number((part * 10000n) / whole) / 10000));
  }
  return shares;
}

export default function GraphPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const { inWan } = useSettings();
  const { modal } = App.useApp();
  const [history, setHistory] = useState<History>(() => load(caseName) ?? begin(t('graph.begin'), emptyState));
  const [graph, setGraph] = useState<Graph>();
  const [error, setError] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [link, setLink] = useState<PlacedLink>();
  const [sort, setSort] = useState<Sort>('amount');
  const [focusOn, setFocusOn] = useState<{ id: string; n: number }>();
  const [seed, setSeed] = useState<{ account: string; rule: string }>();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const accounts = useCall<{ accounts: Account[] }>(casePath(caseName, 'accounts'), { all: true });
  const traced = useCall<{ transfers: { from: string; to: string; tainted: string }[] }>(
    seed ? casePath(caseName, 'trace') : undefined,
    seed ? { from: seed.account, rule: seed.rule } : {},
  );
  const state = current(history);

  function step(label: string, next: BoardState): void {
    setHistory((h) => {
      const after = take(h, label, next);
      save(caseName, after);
      return after;
    });
  }
  function move(at: number): void {
    setHistory((h) => {
      const after = goTo(h, at);
      save(caseName, after);
      return after;
    });
  }

  // What stands is asked for anew whenever the state is another: names, sums and links are the server's.
  useEffect(() => {
    let isOld = false;
    const wanted = params.get('account');
    const options = optionsOf(state);
    if (wanted && !state.spots.some((s) => s.id === wanted)) options['account'] = wanted;
    post<Graph>(casePath(caseName, 'graph'), options)
      .then((answer) => {
        if (isOld) return;
        setGraph(answer);
        setError(undefined);
        if (answer.cards.length !== state.spots.length) {
          const spots = answer.cards.map(({ id, column, slot }) => ({ id, column, slot }));
          step(t('graph.begin'), { ...state, spots });
        }
        if (wanted) setFocusOn({ id: wanted, n: Date.now() });
      })
      .catch((failure: unknown) => !isOld && setError((failure as Error).message));
    return () => {
      isOld = true;
    };
  }, [caseName, state, params.get('account')]);

  const shares = useMemo(() => sharesOf(traced.data?.transfers ?? [], graph), [traced.data, graph]);
  const scene = useMemo(() => makeScene(graph?.cards ?? [], graph?.links ?? [], shares), [graph, shares]);
  const title = (c: Card) => (c.kind === 'outside' ? t(`outside.${c.holder}` as Word) : c.holder || c.number || c.id);
  const money = (yuan: string) => formatMoney(yuan, inWan);
  const look = { selected, marked: new Set(state.exhibits.flatMap((e) => e.cards)), title, money, shares: seed !== undefined };

  async function expand(card: Card, side: 'left' | 'right', all = false): Promise<void> {
    const n = side === 'left' ? card.payers : card.payees;
    if (all && n > ASK_ABOVE && !(await modal.confirm({ title: t('graph.ask', { n }) }))) return;
    try {
      const answer = await post<Graph>(casePath(caseName, 'graph'), {
        ...optionsOf(state),
        [side]: card.id,
        sort,
        top: all ? Math.min(n, 500) : 12,
      });
      const added = answer.cards.length - state.spots.length;
      if (added > 0) {
        const label = t(side === 'left' ? 'graph.step.left' : 'graph.step.right', { name: title(card), n: added });
        step(label, { ...state, spots: answer.cards.map(({ id, column, slot }) => ({ id, column, slot })) });
      }
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  function removeCards(ids: ReadonlySet<string>): void {
    const names = scene.cards.filter((c) => ids.has(c.id)).map(title);
    step(t('graph.step.remove', { name: names.slice(0, 3).join('、') }), { ...state, spots: state.spots.filter((s) => !ids.has(s.id)) });
    setSelected(new Set());
  }

  function search(text: string): void {
    const account = accounts.data?.accounts.find((a) => `${a.holder} ${a.account}` === text);
    if (!account) return;
    if (scene.byId.has(account.account)) setFocusOn({ id: account.account, n: Date.now() });
    else {
      const below = Math.max(-1, ...state.spots.filter((s) => s.column === 0).map((s) => s.slot)) + 1;
      step(t('graph.step.add', { name: account.holder || account.account }), {
        ...state,
        spots: [...state.spots, { id: account.account, column: 0, slot: below }],
      });
      setFocusOn({ id: account.account, n: Date.now() });
    }
  }

  function switchLevel(level: 'account' | 'person'): void {
    step(t(level === 'person' ? 'graph.person' : 'graph.account'), { ...state, level, spots: [], exhibits: [] });
    setSelected(new Set());
    setSeed(undefined);
  }

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      move(history.at + (event.shiftKey ? 1 : -1));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const one = selected.size === 1 ? scene.byId.get([...selected][0] ?? '') : undefined;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, height: 'calc(100vh - 104px)', minHeight: 420 }}>
      <h1 className="skip">{t('page.graph')}</h1>
      <Space wrap size={8}>
        <AutoComplete
          aria-label={t('graph.search')}
          options={(accounts.data?.accounts ?? []).map((a) => ({ value: `${a.holder} ${a.account}` }))}
          filterOption={(input, option) => (option?.value ?? '').includes(input.trim())}
          onSelect={search}
          style={{ width: 260 }}
        >
          <Input placeholder={t('graph.search')} allowClear />
        </AutoComplete>
        <Segmented
          aria-label={t('graph.level')}
          value={state.level}
          onChange={(value) => switchLevel(value as 'account' | 'person')}
          options={[
            { value: 'account', label: t('graph.account') },
            { value: 'person', label: t('graph.person') },
          ]}
        />
        <DatePicker.RangePicker
          aria-label={t('filter.days')}
          allowEmpty={[true, true]}
          value={[state.since ? dayjs(state.since) : null, state.until ? dayjs(state.until) : null]}
          onChange={(_, [since, until]) => step(t('graph.step.days', { since: since || '…', until: until || '…' }), { ...state, since, until })}
        />
        <Select
          aria-label={t('graph.sort')}
          value={sort}
          onChange={setSort}
          options={(['amount', 'count', 'time'] as const).map((value) => ({ value, label: t(`graph.sort.${value}`) }))}
          style={{ width: 150 }}
        />
        <Tooltip title={t('undo')}>
          <Button aria-label={t('undo')} icon={<UndoOutlined />} disabled={history.at === 0} onClick={() => move(history.at - 1)} />
        </Tooltip>
        <Tooltip title={t('redo')}>
          <Button aria-label={t('redo')} icon={<RedoOutlined />} disabled={history.at === history.steps.length - 1} onClick={() => move(history.at + 1)} />
        </Tooltip>
        <Popover
          trigger="click"
          title={t('graph.history')}
          content={
            <List
              size="small"
              style={{ maxHeight: 360, overflow: 'auto', width: 320 }}
              dataSource={history.steps.map((s, i) => ({ ...s, i })).reverse()}
              renderItem={(s) => (
                <List.Item>
                  <Button type={s.i === history.at ? 'primary' : 'text'} size="small" onClick={() => move(s.i)}>
                    {s.i + 1}. {s.label}
                  </Button>
                </List.Item>
              )}
            />
          }
        >
          <Button>{t('graph.history')}</Button>
        </Popover>
        <Dropdown
          menu={{
            items: [
              { key: 'png', label: 'PNG' },
              { key: 'svg', label: 'SVG' },
            ],
            onClick: ({ key }) => {
              if (key === 'svg') saveSvg(scene, look, `${caseName}-${t('page.graph')}`);
              else if (canvas.current) savePng(canvas.current, `${caseName}-${t('page.graph')}`);
            },
          }}
        >
          <Button>{t('graph.export')}</Button>
        </Dropdown>
        <Button onClick={() => step(t('graph.step.clear'), { ...emptyState, level: state.level })}>{t('graph.clear')}</Button>
      </Space>
      {error && <Alert type="error" showIcon title={error} closable onClose={() => setError(undefined)} />}
      <div style={{ flex: 1, display: 'flex', gap: 8, minHeight: 0 }}>
        <div style={{ flex: 1, position: 'relative', border: '1px solid #d9d9d9', borderRadius: 4, overflow: 'hidden', minWidth: 0 }}>
          <Canvas
            scene={scene}
            label={t('page.graph')}
            look={look}
            focusOn={focusOn}
            register={(element) => {
              canvas.current = element;
            }}
            onCard={(card, more) => {
              setLink(undefined);
              setSelected((s) => (more ? new Set([...s, card.id]) : new Set([card.id])));
            }}
            onLink={(l) => {
              setSelected(new Set());
              setLink(l);
            }}
            onNothing={() => {
              setSelected(new Set());
              setLink(undefined);
            }}
            onExpand={(card, side) => void expand(card, side)}
            onRemove={(card) => removeCards(new Set([card.id]))}
          />
          <div className="no-print" style={{ position: 'absolute', left: 8, bottom: 6, fontSize: 12, color: '#595959', background: 'rgba(255,255,255,.85)', padding: '0 6px' }}>
            {t('graph.help')}
          </div>
        </div>
        <aside style={{ width: 300, overflow: 'auto', background: '#fff', border: '1px solid #d9d9d9', borderRadius: 4, padding: 12 }} aria-label={t('graph.side')}>
          {one ? (
            <CardPanel
              card={one}
              title={title(one)}
              state={state}
              money={money}
              isSeed={seed?.account === one.id}
              onExpand={(side, all) => void expand(one, side, all)}
              onRemove={() => removeCards(selected)}
              onNote={(note) => step(t('graph.step.note', { name: title(one) }), { ...state, notes: { ...state.notes, [one.id]: note } })}
              onTrace={(rule) => setSeed(rule ? { account: one.id, rule } : undefined)}
              onEntries={() => go(caseName, 'entries', { account: one.id })}
            />
          ) : link ? (
            <LinkPanel link={link} from={title(link.a)} to={title(link.b)} money={money} share={seed ? link.share : undefined} onEntries={() => go(caseName, 'entries', { account: link.a.kind === 'account' ? link.from : link.to, text: (link.a.kind === 'account' ? link.b : link.a).number ?? '' })} />
          ) : selected.size > 1 ? (
            <Space orientation="vertical">
              <span>{t('graph.selected', { n: selected.size })}</span>
              <Button onClick={() => step(t('graph.step.pin'), { ...state, exhibits: [...state.exhibits, { name: t('graph.exhibit', { n: state.exhibits.length + 1 }), cards: [...selected] }] })}>{t('graph.pin')}</Button>
              <Button onClick={() => removeCards(selected)}>{t('graph.remove')}</Button>
            </Space>
          ) : (
            <Exhibits state={state} titleOf={(id) => title(scene.byId.get(id) ?? ({ kind: 'account', holder: '', id } as Card))} onOpen={(cards) => { setSelected(new Set(cards)); setFocusOn({ id: cards[0] ?? '', n: Date.now() }); }} onChange={(exhibits) => step(t('graph.step.pin'), { ...state, exhibits })} />
          )}
        </aside>
      </div>
    </div>
  );
}

function CardPanel({
  card,
  title,
  state,
  money,
  isSeed,
  onExpand,
  onRemove,
  onNote,
  onTrace,
  onEntries,
}: {
  card: PlacedCard;
  title: string;
  state: BoardState;
  money: (yuan: string) => string;
  isSeed: boolean;
  onExpand: (side: 'left' | 'right', all: boolean) => void;
  onRemove: () => void;
  onNote: (note: string) => void;
  onTrace: (rule: string | undefined) => void;
  onEntries: () => void;
}) {
  const t = useWords();
  const rules = ['fifo', 'lifo', 'prorata', 'clean-first', 'taint-first'] as const;

  return (
    <Space orientation="vertical" size={10} style={{ width: '100%' }}>
      <strong style={{ overflowWrap: 'anywhere' }}>{title}</strong>
      <div style={{ color: '#595959', overflowWrap: 'anywhere' }} className="number">
        {[card.number, card.bank].filter(Boolean).join(' ')}
      </div>
      {card.supplied === false && <Alert type="warning" showIcon title={t('graph.unsupplied')} />}
      <div className="number">
        {t('graph.in', { n: card.n_in, sum: money(card.in) })}
        <br />
        {t('graph.out', { n: card.n_out, sum: money(card.out) })}
      </div>
      <Button block onClick={() => onExpand('left', false)} disabled={card.payers === 0}>
        {t('graph.left', { n: card.payers })}
      </Button>
      <Button block onClick={() => onExpand('right', false)} disabled={card.payees === 0}>
        {t('graph.right', { n: card.payees })}
      </Button>
      <Space.Compact block>
        <Button style={{ width: '50%' }} onClick={() => onExpand('left', true)} disabled={card.payers === 0}>
          {t('graph.left.all')}
        </Button>
        <Button style={{ width: '50%' }} onClick={() => onExpand('right', true)} disabled={card.payees === 0}>
          {t('graph.right.all')}
        </Button>
      </Space.Compact>
      {card.kind === 'account' && card.supplied && (
        <>
          <Select
            allowClear
            aria-label={t('graph.trace')}
            placeholder={t('graph.trace')}
            {...(isSeed ? {} : { value: null })}
            onChange={(rule: string | null | undefined) => onTrace(rule ?? undefined)}
            options={rules.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
            style={{ width: '100%' }}
          />
          <Button block onClick={onEntries}>
            {t('graph.entries')}
          </Button>
        </>
      )}
      <Input.TextArea
        key={card.id}
        rows={3}
        aria-label={t('graph.note')}
        placeholder={t('graph.note')}
        defaultValue={state.notes[card.id] ?? ''}
        onBlur={(e) => e.target.value !== (state.notes[card.id] ?? '') && onNote(e.target.value)}
      />
      <Button block onClick={onRemove}>
        {t('graph.remove')}
      </Button>
    </Space>
  );
}

function LinkPanel({ link, from, to, money, share, onEntries }: { link: PlacedLink; from: string; to: string; money: (yuan: string) => string; share: number | undefined; onEntries: () => void }) {
  const t = useWords();
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <strong style={{ overflowWrap: 'anywhere' }}>
        {from} → {to}
      </strong>
      <span className="number">{t('graph.link', { n: link.n, sum: money(link.amount) })}</span>
      <span className="number">
        {link.first.slice(0, 10)} — {link.last.slice(0, 10)}
      </span>
      {share !== undefined && <span className="number">{t('graph.share', { share: (share * 100).toFixed(1) })}</span>}
      <Button block onClick={onEntries}>
        {t('graph.entries')}
      </Button>
    </Space>
  );
}

function Exhibits({ state, titleOf, onOpen, onChange }: { state: BoardState; titleOf: (id: string) => string; onOpen: (cards: string[]) => void; onChange: (exhibits: BoardState['exhibits']) => void }) {
  const t = useWords();
  if (state.exhibits.length === 0) return <p style={{ color: '#595959' }}>{t('graph.hint')}</p>;
  return (
    <>
      <h2 style={{ fontSize: 14, marginTop: 0 }}>{t('graph.exhibits')}</h2>
      {state.exhibits.map((e, i) => (
        <div key={i} style={{ marginBottom: 8 }}>
          <Input
            defaultValue={e.name}
            aria-label={t('graph.exhibit.name')}
            onBlur={(event) => event.target.value !== e.name && onChange(state.exhibits.map((x, k) => (k === i ? { ...x, name: event.target.value } : x)))}
          />
          <Button size="small" type="link" onClick={() => onOpen(e.cards)}>
            {e.cards.map(titleOf).join(' → ')}
          </Button>
          <Button size="small" type="text" onClick={() => onChange(state.exhibits.filter((_, k) => k !== i))}>
            {t('graph.remove')}
          </Button>
        </div>
      ))}
    </>
  );
}
