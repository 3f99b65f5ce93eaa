import { QuestionCircleOutlined } from '@ant-design/icons';
import { Alert, Button, type InputRef, Space, Tooltip } from 'antd';
import { type CSSProperties, useMemo, useRef, useState } from 'react';

import { casePath } from '../api/client';
import type { CaseAnswer } from '../api/types';
import { useCall } from '../api/useCall';
import { go, setParam, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { useParam } from '../app/useParam';
import { Canvas } from '../canvas/Canvas';
import { Minimap } from '../canvas/Minimap';
import '../canvas/canvas.css';
import { nameOf } from '../canvas/folds';
import type { Look } from '../canvas/look';
import { makeScene } from '../canvas/scene';
import type { Card, Graph } from '../canvas/types';
import type { Head } from '../canvas/sheet';
import { type Picture, pictureOf } from '../canvas/svg';
import { View } from '../canvas/view';
import { pack } from '../canvas/saved';
import { Below } from '../graph/Below';
import { Boards } from '../graph/Boards';
import { ExportMenu } from '../graph/ExportMenu';
import { Filters } from '../graph/Filters';
import { Help } from '../graph/Help';
import { Legend } from '../graph/Legend';
import { MovedRows } from '../graph/MovedRows';
import { Search } from '../graph/Search';
import { titleOf as titleOfBoard } from '../graph/boards';
import { headOf } from '../graph/remarks';
import { Side } from '../graph/Side';
import { Steps } from '../graph/Steps';
import type { Opened } from '../graph/OpenBoard';
import { Tip } from '../graph/Tip';
import { sorts, useActions } from '../graph/useActions';
import { useAddress, useChosen, useOffset } from '../graph/useAddress';
import { useBoard } from '../graph/useBoard';
import { optionsOf, spotsOf, useGraph } from '../graph/useGraph';
import { useKeys } from '../graph/useKeys';
import { useSaved } from '../graph/useSaved';
import { formatMoney } from '../parts/Money';
import { NoStatements, useIsEmpty } from '../parts/NoStatements';
import { Rows } from '../parts/Rows';
import { type Word, useWords } from '../words';

const PAGE: CSSProperties = { display: 'flex', flexDirection: 'column', gap: 8, minHeight: 'calc(100vh - 104px)' };
const linksOf = (graph: Graph | undefined, single: boolean) =>
  single && graph?.transfers ? graph.transfers.rows.map((x) => ({ ...x, transfer: x.id, n: 1, first: x.time, last: x.time })) : (graph?.links ?? []);

interface Props {
  caseName: string;
  opened: Opened;
  onMoved: (name: string, version: number) => void;
}

export default function GraphPage({ caseName, opened, onMoved }: Props) {
  const t = useWords();
  const { params } = useRoute();
  const { inWan } = useSettings();
  const facts = useCall<CaseAnswer>(casePath(caseName, 'case'));
  const board = useBoard(opened.history, t('graph.begin'));
  const { state, step } = board;
  const saving = useSaved(caseName, opened, board.history, () => pack(board.history, state, optionsOf(state)), onMoved);
  const { selected, linkKey, select } = useChosen();
  const [sorted, setSorted] = useParam('sort');
  const sort = sorts.find((one) => one === sorted) ?? 'amount';
  const [focusOn, setFocusOn] = useState<{ id: string; n: number }>();
  const { offset, setOffset } = useOffset(state);
  const [openedRows, setRows] = useParam('rows');
  const rows = openedRows?.split(',');
  const [, setMoved] = useParam('moved'); // read by MovedRows
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const search = useRef<InputRef>(null);
  const brush = useRef<SVGSVGElement>(null);
  const view = useMemo(() => new View(), []);
  const wanted = params.get('account');
  const { graph, error, loading, fail } = useGraph(caseName, state, wanted, offset, (answer) => {
    const spots = spotsOf(answer);
    if (spots.length !== state.spots.length) step(t('graph.begin'), { ...state, spots });
    if (!wanted) return;
    focus(wanted);
    setParam('account', undefined);
  });
  const scene = useMemo(() => makeScene(graph?.cards ?? [], linksOf(graph, state.single)), [graph, state.single]);
  const look = useMemo<Look>(
    () => ({
      selected,
      marked: new Set(state.exhibits.flatMap((e) => e.cards)),
      noted: new Set(Object.keys(state.notes).filter((key) => state.notes[key])),
      title: (c: Card) => (c.kind === 'outside' ? t(`outside.${c.holder}` as Word) : c.kind === 'fold' ? (nameOf(state, c.holder) ?? t('fold.unnamed', { n: c.members ?? 0 })) : c.holder || c.number || c.id),
      under: (c: Card) => (c.kind === 'fold' ? t('fold.members', { n: c.members ?? 0 }) : c.kind === 'person' ? t('card.accounts', { n: c.accounts ?? 0 }) : [c.number, c.bank].filter(Boolean).join(' ')),
      money: (yuan: string) => formatMoney(yuan, inWan),
      shares: state.traced !== undefined,
    }),
    [selected, state.exhibits, state.notes, state.folds, state.traced, inWan, t],
  );
  const titleOf = (id: string) => {
    const card = scene.byId.get(id);
    return card ? look.title(card) : id;
  };

  function focus(id: string): void {
    setFocusOn({ id, n: Date.now() });
  }

  const boardTitle = titleOfBoard(opened.name, t('board.usual'));
  function draw(): { picture: Picture; head: Head } {
    const picture = pictureOf(scene, look);
    return { picture, head: headOf(t, { caseName, facts: facts.data?.case, board: boardTitle, state, scene, look, inWan, titleOf, unsaid: picture.unsaid }) };
  }

  const actions = useActions({ caseName, board, scene, graph, sort, inWan, title: look.title, select, focus, fail });
  useAddress(state, actions.change);
  const isEmpty = useIsEmpty(graph ? undefined : error);
  const keys = useKeys({ board, actions, selected, select, search, brush, onRows: (id) => go(caseName, 'entries', { account: id }) });

  if (isEmpty) return <NoStatements />;
  return (
    <div style={PAGE} className="graph-page">
      <h1 className="skip">{t('page.graph')}</h1>
      <Space wrap size={8} className="no-print">
        <Search
          caseName={caseName}
          input={search}
          onAccount={(a) => void actions.bring([a.id], a.holder || a.number)}
          onTransfer={(x) => void actions.bring([x.from, x.to], `${x.from_title} → ${x.to_title}`)}
        />
        <Boards caseName={caseName} name={opened.name} saving={saving} />
        <Filters state={state} actions={actions} />
        <Steps board={board} />
        <ExportMenu
          caseName={caseName}
          board={opened.name}
          hasExhibits={state.exhibits.length > 0}
          name={`${caseName}-${boardTitle}`}
          draw={draw}
          flush={saving.flush}
        />
        <Button onClick={actions.clear}>{t('graph.clear')}</Button>
        <Tooltip title={t('keys.title')}>
          <Button aria-label={t('keys.title')} icon={<QuestionCircleOutlined />} onClick={() => keys.setHelp(true)} />
        </Tooltip>
      </Space>
      {error && <Alert type="error" showIcon title={error.message} closable onClose={() => fail(undefined)} />}
      {graph && graph.gone.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('graph.gone', { names: graph.gone.slice(0, 3).join(t('list.and')), n: graph.gone.length })}
          action={
            <Button size="small" onClick={() => actions.change(t('graph.gone.drop'), { spots: spotsOf(graph), folds: state.folds.map((f) => ({ ...f, members: f.members.filter((m) => !graph.gone.includes(m.id)) })) })}>
              {t('graph.gone.drop')}
            </Button>
          }
        />
      )}
      <div style={{ flex: '1 0 320px', display: 'flex', gap: 8, minHeight: 0 }}>
        <div className="canvas-frame" aria-busy={loading}>
          <div className="canvas-area">
            <Canvas
              scene={scene}
              look={look}
              view={view}
              label={t('graph.label')}
              canvas={canvas}
              focusOn={focusOn}
              tip={(thing) => <Tip thing={thing} look={look} state={state} />}
              onCard={(card, more) => select(more ? (selected.has(card.id) ? [...selected].filter((id) => id !== card.id) : [...selected, card.id]) : [card.id])}
              onLink={(l) => select([], l.key)}
              onNothing={() => select([])}
              onAction={keys.act}
            />
            {graph && graph.cards.length === 0 && <div className="canvas-empty">{t('graph.empty')}</div>}
            {keys.hasMap && scene.cards.length > 0 && <Minimap scene={scene} look={look} view={view} label={t('map.label')} />}
          </div>
          <Legend traced={state.traced !== undefined} />
        </div>
        <aside className="graph-side no-print" aria-label={t('graph.side')}>
          <Side
            caseName={caseName}
            scene={scene}
            state={state}
            selected={selected}
            link={linkKey === undefined ? undefined : scene.byKey.get(linkKey)}
            titleOf={titleOf}
            actions={actions}
            sort={sort}
            onSort={(one) => setSorted(one === 'amount' ? undefined : one)}
            onExhibit={(cards) => {
              select(cards);
              focus(cards[0] ?? '');
            }}
            onRows={(ids) => setRows(ids.join(','))}
            onMoved={setMoved}
          />
        </aside>
      </div>
      {graph && (
        <Below
          graph={graph}
          state={state}
          actions={actions}
          titleOf={titleOf}
          brush={brush}
          hasTable={keys.hasTable}
          hasMap={keys.hasMap}
          onTable={keys.setTable}
          onMap={keys.setMap}
          onPage={setOffset}
          onRows={(ids) => setRows(ids.join(','))}
          onMoved={setMoved}
        />
      )}
      <MovedRows caseName={caseName} state={state} titleOf={titleOf} onRows={(ids) => setRows(ids.join(','))} />
      <Help open={keys.help} onClose={() => keys.setHelp(false)} />
      <Rows caseName={caseName} ids={rows} title={t('transfers.rows')} onClose={() => setRows(undefined)} />
    </div>
  );
}
