/* The keys of the canvas: what each does. One table for the keyboard and for the sheet that
 * explains it. */
import { type PlacedCard, type Scene, linksOf, neighbour } from './scene';
import type { View } from './view';

export type Action =
  | 'expand.left'
  | 'expand.right'
  | 'expand.left.all'
  | 'expand.right.all'
  | 'select'
  | 'remove'
  | 'fold'
  | 'fold.leaves'
  | 'pin'
  | 'note'
  | 'entries'
  | 'trace'
  | 'undo'
  | 'redo'
  | 'search'
  | 'brush'
  | 'map'
  | 'table'
  | 'single'
  | 'level'
  | 'help';

export const ACTIONS: Record<string, Action> = {
  '[': 'expand.left',
  ']': 'expand.right',
  '{': 'expand.left.all',
  '}': 'expand.right.all',
  ' ': 'select',
  Delete: 'remove',
  Backspace: 'remove',
  f: 'fold',
  F: 'fold.leaves',
  p: 'pin',
  n: 'note',
  e: 'entries',
  t: 'trace',
  u: 'undo',
  U: 'redo',
  '/': 'search',
  b: 'brush',
  m: 'map',
  g: 'table',
  s: 'single',
  v: 'level',
  '?': 'help',
};

/* The card that a step of the cursor leads to. */
export function step(scene: Scene, from: PlacedCard | undefined, key: string): PlacedCard | undefined {
  if (!from) return scene.cards[0];
  const i = scene.cards.indexOf(from);
  const beside = scene.cards[i + (key === 'ArrowDown' ? 1 : -1)];
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
      return beside?.column === from.column ? beside : undefined;
    case 'ArrowLeft':
      return neighbour(scene, from, -1);
    case 'ArrowRight':
      return neighbour(scene, from, 1);
    case 'Home':
      return scene.cards[0];
    case 'End':
      return scene.cards.at(-1);
    default:
      return undefined;
  }
}

/* The next link of a card after the one with this key, around and around. */
export function nextLink(scene: Scene, card: PlacedCard, key: string | undefined, by: number) {
  const links = linksOf(scene, card.id);
  const at = links.findIndex((l) => l.key === key);
  return links[(at < 0 && by < 0 ? links.length - 1 : at + by + links.length) % links.length];
}

const PAN = 80;

/* Keys that move the camera; true: it was one. */
export function moveCamera(view: View, scene: Scene, key: string, shift: boolean): boolean {
  const pan: Record<string, [number, number]> = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
  if (shift && pan[key]) view.pan(...pan[key]);
  else if (key === '0') view.fit(scene);
  else if (key === '+' || key === '=') view.zoom(1.25);
  else if (key === '-') view.zoom(0.8);
  else return false;
  return true;
}
