/* What is drawn: cards with their places, links with their curves, and who is linked with whom. */
import { type Box, type Curve, CARD, PARTS, boxOf, curveBetween, lineOf, overlap, pointOn, touches, worldOf } from './geometry';
import type { Card, Link } from './types';

export interface PlacedCard extends Card {
  x: number;
  y: number;
}

/* The yuan are for widths only: never shown, never added. */
export interface PlacedLink extends Link {
  key: string;
  a: PlacedCard;
  b: PlacedCard;
  yuan: number;
  share: number; // of it that is traced money by the rule, 0 to 1; the bounds
  least: number;
  most: number;
  curve: Curve;
  line: Float32Array;
  box: Box;
}

export interface Scene {
  cards: PlacedCard[]; // by column, then slot
  links: PlacedLink[]; // the largest last: on top
  byId: Map<string, PlacedCard>;
  byKey: Map<string, PlacedLink>;
  at: Map<string, PlacedCard>; // by "column,slot"
  out: Map<string, PlacedLink[]>; // by payer
  into: Map<string, PlacedLink[]>; // by payee
  most: number; // the largest link
  mostTurnover: number;
  world: Box;
}

export const numberOf = (yuan: string | undefined) => Number.parseFloat(yuan ?? '') || 0;
export const keyOf = (link: Link) => link.transfer ?? `${link.from}\n${link.to}`;

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/* Several single transfers between two cards lie beside each other; the first ones nearest. */
const FAN = 5;
function asideOf(nth: number): number {
  return nth % 2 ? ((nth + 1) / 2) * FAN : (-nth / 2) * FAN;
}

function place(links: Link[], byId: Map<string, PlacedCard>): PlacedLink[] {
  const seen = new Map<string, number>();
  const placed: PlacedLink[] = [];
  for (const link of links) {
    const a = byId.get(link.from);
    const b = byId.get(link.to);
    if (!a || !b) continue;
    const pair = `${link.from}\n${link.to}`;
    const nth = seen.get(pair) ?? 0;
    seen.set(pair, nth + 1);
    const curve = curveBetween(a, b, link.transfer ? asideOf(Math.min(nth, 11)) : 0);
    const yuan = numberOf(link.amount);
    const part = (text: string | undefined) => (yuan > 0 ? Math.min(1, numberOf(text) / yuan) : 0);
    placed.push({ ...link, key: keyOf(link), a, b, yuan, share: part(link.tainted), least: part(link.lower), most: part(link.upper), curve, line: lineOf(curve), box: boxOf(curve) });
  }
  return placed.sort((p, q) => p.yuan - q.yuan);
}

export function makeScene(cards: Card[], links: Link[]): Scene {
  const placed = cards.map((c) => ({ ...c, x: c.column * CARD.columnPitch, y: c.slot * CARD.slotPitch }));
  placed.sort((a, b) => a.column - b.column || a.slot - b.slot);
  const byId = new Map(placed.map((c) => [c.id, c]));
  const drawn = place(links, byId);
  const out = new Map<string, PlacedLink[]>();
  const into = new Map<string, PlacedLink[]>();
  for (const link of drawn) {
    push(out, link.from, link);
    push(into, link.to, link);
  }
  let mostTurnover = 1;
  for (const c of placed) mostTurnover = Math.max(mostTurnover, numberOf(c.in), numberOf(c.out));
  return {
    cards: placed,
    links: drawn,
    byId,
    byKey: new Map(drawn.map((l) => [l.key, l])),
    at: new Map(placed.map((c) => [`${c.column},${c.slot}`, c])),
    out,
    into,
    most: drawn.at(-1)?.yuan || 1,
    mostTurnover,
    world: worldOf(placed),
  };
}

/* The links of which some piece is in the box: a curve's own box holds much that it never meets. */
export function linksIn(scene: Scene, box: Box): PlacedLink[] {
  return scene.links.filter((l) => {
    if (!overlap(l.box, box)) return false;
    for (let i = 0; i < PARTS; i++) if (touches(l.line, i, box)) return true;
    return false;
  });
}

/* ---- what is under a point ---- */

export function cardAt(scene: Scene, x: number, y: number): PlacedCard | undefined {
  const card = scene.at.get(`${Math.floor(x / CARD.columnPitch)},${Math.floor(y / CARD.slotPitch)}`);
  return card && x <= card.x + CARD.width && y <= card.y + CARD.height ? card : undefined;
}

/* The link whose curve passes within `near` of the point; of several the nearest. */
export function linkAt(scene: Scene, x: number, y: number, near: number): PlacedLink | undefined {
  let best: PlacedLink | undefined;
  let least = near;
  for (const link of scene.links) {
    const { left, top, right, bottom } = link.box;
    if (x < left - near || x > right + near || y < top - near || y > bottom + near) continue;
    for (let i = 0; i <= 24; i++) {
      const [px, py] = pointOn(link.curve, i / 24);
      const d = Math.hypot(px - x, py - y);
      if (d >= least) continue;
      least = d;
      best = link;
    }
  }
  return best;
}

/* ---- paths ---- */

export interface Lit {
  cards: Set<string>;
  links: Set<PlacedLink>;
}

function follow(lit: Lit, from: string, way: Map<string, PlacedLink[]>, far: 'from' | 'to'): void {
  const seen = new Set([from]);
  const queue = [from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    lit.cards.add(next);
    for (const link of way.get(next) ?? []) {
      lit.links.add(link);
      if (seen.has(link[far])) continue;
      seen.add(link[far]);
      queue.push(link[far]);
    }
  }
}

/* All that money through this card, or by this link, can have come from or gone to, of what is
 * shown. By the links alone: times are not looked at. */
export function pathsThrough(scene: Scene, what: PlacedCard | PlacedLink): Lit {
  const lit: Lit = { cards: new Set(), links: new Set() };
  const isLink = 'key' in what;
  if (isLink) lit.links.add(what);
  follow(lit, isLink ? what.from : what.id, scene.into, 'from');
  follow(lit, isLink ? what.to : what.id, scene.out, 'to');
  return lit;
}

/* ---- who stands where, for the keyboard ---- */

export function neighbour(scene: Scene, card: PlacedCard, columns: number): PlacedCard | undefined {
  let best: PlacedCard | undefined;
  const cost = (c: PlacedCard) => Math.abs(c.column - card.column) * 1000 + Math.abs(c.slot - card.slot);
  for (const c of scene.cards) {
    if (Math.sign(c.column - card.column) === columns && (!best || cost(c) < cost(best))) best = c;
  }
  return best;
}

/* The links of a card, left ones first: what Tab walks through on it. */
export function linksOf(scene: Scene, id: string): PlacedLink[] {
  return [...(scene.into.get(id) ?? []), ...(scene.out.get(id) ?? [])];
}
