/* Opens the board that the address names, else the one saved last; then the canvas begins. */
import { Alert, App, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';

import { CallError } from '../api/client';
import { setParam, useRoute } from '../app/route';
import { type History, load } from '../canvas/board';
import { type Buffered, buffered, continues, unpack } from '../canvas/saved';
import GraphPage from '../pages/Graph';
import { useWords } from '../words';
import { type SavedBoard, listBoards, showBoard, titleOf } from './boards';

export interface Opened {
  name: string;
  version: number; // 0: nobody has saved it
  history: History | undefined; // undefined: it begins
  isUnsaved: boolean; // this browser knows more than the server
}

/* What the server has may be this browser's own, on its way when the page was left. */
function baseOf(here: Buffered, known: (SavedBoard & { board: unknown }) | undefined): number {
  const [ours, theirs] = [unpack(here.body), unpack(known?.board)];
  return known && ours && theirs && continues(ours, theirs) ? known.version : here.base;
}

async function open(caseName: string, wanted: string | null, usual: string): Promise<Opened> {
  const { boards } = await listBoards(caseName);
  const name = wanted ?? boards[0]?.name ?? usual;
  const known = boards.some((b) => b.name === name) ? await showBoard(caseName, name) : undefined;
  const here = buffered(caseName, name);
  if (here) return { name, version: baseOf(here, known), history: unpack(here.body), isUnsaved: true };
  if (known) return { name, version: known.version, history: unpack(known.board), isUnsaved: false };
  // What an earlier version of the page kept in the browser only.
  const old = boards.length === 0 ? load(caseName) : undefined;
  return { name, version: 0, history: old, isUnsaved: old !== undefined };
}

/* The server is away: what this browser kept is enough to go on. */
function openHere(caseName: string, wanted: string | null, usual: string): Opened | undefined {
  const name = wanted ?? usual;
  const here = buffered(caseName, name);
  return here && { name, version: here.base, history: unpack(here.body), isUnsaved: true };
}

export default function OpenBoard({ caseName }: { caseName: string }) {
  const t = useWords();
  const { message } = App.useApp();
  const { params } = useRoute();
  const wanted = params.get('board');
  const [opened, setOpened] = useState<Opened>();
  const [error, setError] = useState<string>();
  const place = (name: string | null) => `${caseName}/${name}`;
  const openAt = useRef(''); // known at once, where a state comes with the next drawing

  useEffect(() => {
    let isOld = false;
    if (openAt.current === place(wanted)) return undefined;
    openAt.current = '';
    setOpened(undefined);
    setError(undefined);
    open(caseName, wanted, t('board.usual'))
      .catch((failure: unknown) => {
        const here = failure instanceof CallError ? undefined : openHere(caseName, wanted, t('board.usual'));
        if (!here) throw failure;
        return here;
      })
      .then((found) => {
        if (isOld) return;
        openAt.current = place(found.name);
        setParam('board', found.name);
        setOpened(found);
      })
      .catch((failure: unknown) => !isOld && setError((failure as Error).message));
    return () => {
      isOld = true;
    };
  }, [caseName, wanted]);

  function moved(name: string, version: number): void {
    void message.warning(t('board.moved', { old: titleOf(opened?.name ?? '', t('board.usual')), name: titleOf(name, t('board.usual')) }), 10);
    openAt.current = place(name);
    setParam('board', name);
    setOpened({ name, version, history: undefined, isUnsaved: false });
    void showBoard(caseName, name).then((b) => setOpened({ name, version: b.version, history: unpack(b.board), isUnsaved: false }));
  }

  if (error) return <Alert type="error" showIcon title={error} />;
  if (!opened || (opened.version > 0 && !opened.history)) return <Spin description={t('loading')} />;
  return <GraphPage key={`${caseName}/${opened.name}/${opened.version}`} caseName={caseName} opened={opened} onMoved={moved} />;
}
