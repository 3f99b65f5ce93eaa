import type { Thing } from '../canvas/Canvas';
import type { BoardState } from '../canvas/board';
import type { Look } from '../canvas/look';
import { useWords } from '../words';
import { Bounds } from './Bounds';

/* What is said of a card or a link under the mouse. */
export function Tip({ thing, look, state }: { thing: Thing; look: Look; state: BoardState }) {
  const t = useWords();

  if ('key' in thing) {
    return (
      <>
        <strong>
          {look.title(thing.a)} → {look.title(thing.b)}
        </strong>
        <div className="number">{t('graph.link', { n: thing.n, sum: look.money(thing.amount) })}</div>
        <div className="number">
          {thing.first.slice(0, 10)} — {thing.last.slice(0, 10)}
        </div>
        {state.traced && <Bounds link={thing} traced={state.traced} money={look.money} onOpen={undefined} />}
        {state.notes[thing.key] && <div>✎ {state.notes[thing.key]!.slice(0, 200)}</div>}
      </>
    );
  }
  return (
    <>
      <strong>{look.title(thing)}</strong>
      <div>{look.under(thing)}</div>
      <div className="number">{t('graph.in', { n: thing.n_in, sum: look.money(thing.in) })}</div>
      <div className="number">{t('graph.out', { n: thing.n_out, sum: look.money(thing.out) })}</div>
      {thing.supplied === false && <div>{t('graph.unsupplied')}</div>}
      {state.notes[thing.id] && <div>✎ {state.notes[thing.id]!.slice(0, 200)}</div>}
    </>
  );
}
