/* Cards folded into one and opened again. Nothing else moves: a fold stands where the first of its
 * cards stood, and they go back to where they were. */
import type { BoardState, Fold, Spot } from './board';
import type { Scene } from './scene';

export const foldId = (fold: Fold) => `fold:${fold.key}`;

function freeKey(folds: Fold[]): string {
  let n = folds.length + 1;
  while (folds.some((f) => f.key === `g${n}`)) n += 1;
  return `g${n}`;
}

function first(spots: Spot[]): Spot | undefined {
  return [...spots].sort((a, b) => a.column - b.column || a.slot - b.slot)[0];
}

/* Folds in folds are opened into the new one: there is one level. */
export function fold(state: BoardState, ids: ReadonlySet<string>, name = ''): BoardState {
  const chosen = state.spots.filter((s) => ids.has(s.id));
  const at = first(chosen);
  if (chosen.length < 2 || !at) return state;
  const inner = state.folds.filter((f) => ids.has(foldId(f)));
  const members = [...chosen.filter((s) => !inner.some((f) => foldId(f) === s.id)), ...inner.flatMap((f) => f.members)];
  const folds = state.folds.filter((f) => !inner.includes(f));
  const made: Fold = { key: freeKey(state.folds), name: name || inner.find((f) => f.name)?.name || '', members };
  const spots = state.spots.filter((s) => !ids.has(s.id));
  return { ...state, folds: [...folds, made], spots: [...spots, { ...at, id: foldId(made) }] };
}

/* Cards that are not on the board yet, as one card in a column. slot undefined: a free one. */
export function foldNew(state: BoardState, members: Spot[], column: number, name: string): { state: BoardState; id: string; column: number } {
  const made: Fold = { key: freeKey(state.folds), name, members };
  return { state: { ...state, folds: [...state.folds, made] }, id: foldId(made), column };
}

/* A place that was taken since is left to who has it: the server finds another near it. */
export function open(state: BoardState, id: string): { state: BoardState; homeless: Spot[] } {
  const opened = state.folds.find((f) => foldId(f) === id);
  if (!opened) return { state, homeless: [] };
  const spots = state.spots.filter((s) => s.id !== id);
  const taken = new Set(spots.map((s) => `${s.column},${s.slot}`));
  const homeless: Spot[] = [];
  for (const member of opened.members) {
    const place = `${member.column},${member.slot}`;
    if (taken.has(place)) homeless.push(member);
    else spots.push(member);
    taken.add(place);
  }
  return { state: { ...state, spots, folds: state.folds.filter((f) => f !== opened) }, homeless };
}

/* The cards on one side of a card that are linked with nothing else that is shown. */
export function leavesOf(scene: Scene, id: string, side: 'left' | 'right'): string[] {
  const links = (side === 'left' ? scene.into : scene.out).get(id) ?? [];
  const far = new Set(links.map((l) => (side === 'left' ? l.from : l.to)));
  const isLeaf = (other: string) => [...(scene.into.get(other) ?? []), ...(scene.out.get(other) ?? [])].every((l) => l.from === id || l.to === id);
  return [...far].filter((other) => other !== id && isLeaf(other));
}

export function nameOf(state: BoardState, key: string): string | undefined {
  return state.folds.find((f) => f.key === key)?.name || undefined;
}

export function foldsText(folds: Fold[]): string {
  return folds.flatMap((f) => f.members.map((m) => `${f.key}=${m.id}`)).join(',');
}
