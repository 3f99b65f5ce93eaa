/* Drawing by hand on a canvas: what made it fast (measured) is one path for each width, a list of
 * what is in sight, and less detail the further away it is. */
import type { Card, Link } from './types';

export const CARD = { width: 196, height: 66, columnPitch: 320, slotPitch: 88 };

export interface Camera {
  x: number; // of the world, at the left edge of the window
  y: number;
  zoom: number;
}

export interface PlacedCard extends Card {
  x: number;
  y: number;
}

export interface PlacedLink extends Link {
  a: PlacedCard;
  b: PlacedCard;
  yuan: number; // for widths only: never shown, never added
  share: number; // of it that is traced money, 0 to 1
}

export interface Scene {
  cards: PlacedCard[];
  links: PlacedLink[];
  byId: Map<string, PlacedCard>;
  most: number; // the largest link
  mostTurnover: number;
}

export interface Look {
  selected: ReadonlySet<string>;
  lit: ReadonlySet<string> | undefined; // the cards of the path under the mouse; undefined: all
  marked: ReadonlySet<string>; // found, pinned
  title: (card: Card) => string;
  money: (yuan: string) => string;
  shares: boolean;
}

const numberOf = (yuan: string) => Number.parseFloat(yuan) || 0;

export function makeScene(cards: Card[], links: Link[], shares: Map<string, number>): Scene {
  const placed = cards.map((c) => ({ ...c, x: c.column * CARD.columnPitch, y: c.slot * CARD.slotPitch }));
  const byId = new Map(placed.map((c) => [c.id, c]));
  const drawn: PlacedLink[] = [];
  for (const link of links) {
    const a = byId.get(link.from);
    const b = byId.get(link.to);
    if (a && b) drawn.push({ ...link, a, b, yuan: numberOf(link.amount), share: shares.get(`${link.from}\n${link.to}`) ?? 0 });
  }
  drawn.sort((p, q) => p.yuan - q.yuan);
  return {
    cards: placed,
    links: drawn,
    byId,
    most: drawn.at(-1)?.yuan ?? 1,
    mostTurnover: Math.max(1, ...placed.flatMap((c) => [numberOf(c.in), numberOf(c.out)])),
  };
}

const WIDTHS = 8;

function widthClass(link: PlacedLink, most: number): number {
  return Math.min(WIDTHS - 1, Math.floor(Math.sqrt(link.yuan / most) * WIDTHS));
}

/* A cubic curve: both ends and both handles, x before y. From the right edge of the payer to the
 * left edge of the payee; within a column out to the right and back; to an earlier column from
 * lower edge to lower edge. */
export type Curve = [x1: number, y1: number, hx1: number, hy1: number, hx2: number, hy2: number, x2: number, y2: number];

export function curveOf({ a, b }: PlacedLink): Curve {
  const y1 = a.y + CARD.height / 2;
  const y2 = b.y + CARD.height / 2;
  const right = a.x + CARD.width;
  if (b.column > a.column) return [right, y1 - 6, (right + b.x) / 2, y1 - 6, (right + b.x) / 2, y2 - 6, b.x, y2 - 6];
  if (b.column === a.column) return [right, y1 + 8, right + 70, y1 + 8, right + 70, y2 + 8, right, y2 + 8];
  const x1 = a.x + CARD.width / 2;
  const x2 = b.x + CARD.width / 2;
  const bottom = Math.max(a.y, b.y) + CARD.height;
  return [x1, a.y + CARD.height, x1, bottom + 50, x2, bottom + 50, x2, b.y + CARD.height];
}

export function pointOn(c: Curve, t: number): [number, number] {
  const u = 1 - t;
  const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [p * c[0] + q * c[2] + r * c[4] + s * c[6], p * c[1] + q * c[3] + r * c[5] + s * c[7]];
}

function trace(path: Path2D, link: PlacedLink, curved: boolean): void {
  const c = curveOf(link);
  path.moveTo(c[0], c[1]);
  if (curved) path.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
  else path.lineTo(c[6], c[7]);
}

function touches(link: PlacedLink, left: number, top: number, right: number, bottom: number): boolean {
  const c = curveOf(link);
  const xs = [c[0], c[2], c[4], c[6]];
  const ys = [c[1], c[3], c[5], c[7]];
  return Math.max(...xs) >= left && Math.min(...xs) <= right && Math.max(...ys) >= top && Math.min(...ys) <= bottom;
}

function drawLinks(g: CanvasRenderingContext2D, scene: Scene, links: PlacedLink[], camera: Camera, look: Look): void {
  const curved = camera.zoom > 0.25;
  const isLit = (l: PlacedLink) => !look.lit || (look.lit.has(l.from) && look.lit.has(l.to));
  for (const lit of [false, true]) {
    const paths = Array.from({ length: WIDTHS }, () => new Path2D());
    const traced = Array.from({ length: WIDTHS }, () => new Path2D());
    for (const link of links) {
      if (isLit(link) !== lit) continue;
      const path = paths[widthClass(link, scene.most)];
      if (path) trace(path, link, curved);
      const inner = traced[widthClass({ ...link, yuan: link.yuan * link.share }, scene.most)];
      if (look.shares && link.share > 0 && inner) trace(inner, link, curved);
    }
    g.strokeStyle = lit ? '#a3b1c4' : '#e4e8ed';
    paths.forEach((path, i) => {
      g.lineWidth = 1 + i * 1.2;
      g.stroke(path);
    });
    if (!look.shares || !lit) continue;
    g.strokeStyle = '#b32d00';
    traced.forEach((path, i) => {
      g.lineWidth = 1 + i * 1.2;
      g.stroke(path);
    });
  }
}

function drawArrows(g: CanvasRenderingContext2D, links: PlacedLink[], look: Look): void {
  g.fillStyle = '#4a5a70';
  for (const link of links) {
    if (look.lit && !(look.lit.has(link.from) && look.lit.has(link.to))) continue;
    const c = curveOf(link);
    // It points as the curve arrives: from its last handle to its end.
    const length = Math.hypot(c[6] - c[4], c[7] - c[5]) || 1;
    const [dx, dy] = [(c[6] - c[4]) / length, (c[7] - c[5]) / length];
    g.beginPath();
    g.moveTo(c[6], c[7]);
    g.lineTo(c[6] - 9 * dx - 4 * dy, c[7] - 9 * dy + 4 * dx);
    g.lineTo(c[6] - 9 * dx + 4 * dy, c[7] - 9 * dy - 4 * dx);
    g.fill();
  }
}

function drawAmounts(g: CanvasRenderingContext2D, links: PlacedLink[], look: Look): void {
  g.font = '11px sans-serif';
  g.textAlign = 'center';
  for (const link of links) {
    if (look.lit && !(look.lit.has(link.from) && look.lit.has(link.to))) continue;
    const [x, y] = pointOn(curveOf(link), 0.5);
    const text = look.money(link.amount);
    const width = g.measureText(text).width + 6;
    g.fillStyle = 'rgba(255,255,255,0.9)';
    g.fillRect(x - width / 2, y - 8, width, 15);
    g.fillStyle = '#1f1f1f';
    g.fillText(text, x, y + 4);
  }
  g.textAlign = 'left';
}

function drawCard(g: CanvasRenderingContext2D, c: PlacedCard, scene: Scene, camera: Camera, look: Look): void {
  const faded = look.lit && !look.lit.has(c.id);
  g.globalAlpha = faded ? 0.35 : 1;
  g.fillStyle = c.kind === 'outside' ? '#f3f4f6' : '#ffffff';
  g.strokeStyle = look.selected.has(c.id) ? '#0958d9' : look.marked.has(c.id) ? '#b32d00' : '#8c8c8c';
  g.lineWidth = look.selected.has(c.id) || look.marked.has(c.id) ? 3 : 1;
  // Without a statement the picture ends here: dashed, also in black and white.
  g.setLineDash(c.supplied === false ? [6, 4] : []);
  g.beginPath();
  g.roundRect(c.x, c.y, CARD.width, CARD.height, 6);
  g.fill();
  g.stroke();
  g.setLineDash([]);
  if (camera.zoom > 0.35) {
    g.fillStyle = '#1f1f1f';
    g.font = '600 13px sans-serif';
    g.fillText(cut(g, look.title(c), CARD.width - 16), c.x + 8, c.y + 18);
    g.fillStyle = '#595959';
    g.font = '11px sans-serif';
    g.fillText(cut(g, [c.number, c.bank].filter(Boolean).join(' '), CARD.width - 16), c.x + 8, c.y + 33);
  }
  drawBar(g, c, 'in', c.y + 40, '#237804', scene.mostTurnover, camera, look);
  drawBar(g, c, 'out', c.y + 53, '#8c4a00', scene.mostTurnover, camera, look);
  g.globalAlpha = 1;
}

function drawBar(
  g: CanvasRenderingContext2D,
  c: PlacedCard,
  side: 'in' | 'out',
  y: number,
  colour: string,
  most: number,
  camera: Camera,
  look: Look,
): void {
  const width = Math.sqrt(numberOf(c[side]) / most) * (CARD.width - 110);
  g.fillStyle = colour;
  g.fillRect(c.x + 8, y, Math.max(width, numberOf(c[side]) > 0 ? 2 : 0), 8);
  if (camera.zoom <= 0.6) return;
  g.fillStyle = '#1f1f1f';
  g.font = '11px sans-serif';
  g.textAlign = 'right';
  g.fillText((side === 'in' ? '↘ ' : '↗ ') + look.money(c[side]), c.x + CARD.width - 8, y + 8);
  g.textAlign = 'left';
}

function cut(g: CanvasRenderingContext2D, text: string, width: number): string {
  if (g.measureText(text).width <= width) return text;
  let n = Math.min(text.length, 60);
  while (n > 1 && g.measureText(`${text.slice(0, n)}…`).width > width) n -= 1;
  return `${text.slice(0, n)}…`;
}

export function draw(g: CanvasRenderingContext2D, width: number, height: number, scene: Scene, camera: Camera, look: Look, moving: boolean): void {
  const ratio = globalThis.devicePixelRatio || 1;
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.fillStyle = '#fafbfc';
  g.fillRect(0, 0, width * ratio, height * ratio);
  g.setTransform(camera.zoom * ratio, 0, 0, camera.zoom * ratio, -camera.x * camera.zoom * ratio, -camera.y * camera.zoom * ratio);
  const right = camera.x + width / camera.zoom;
  const bottom = camera.y + height / camera.zoom;
  const links = scene.links.filter((l) => touches(l, camera.x, camera.y, right, bottom));
  // Far away thin lines are a grey that says nothing: the wide ones are drawn.
  const seen = camera.zoom < 0.3 && links.length > 3000 ? links.slice(-3000) : links;
  drawLinks(g, scene, seen, camera, look);
  if (camera.zoom > 0.5) drawArrows(g, seen, look);
  for (const c of scene.cards) {
    if (c.x + CARD.width < camera.x || c.x > right || c.y + CARD.height < camera.y || c.y > bottom) continue;
    drawCard(g, c, scene, camera, look);
  }
  if (camera.zoom > 0.6 && !moving && seen.length < 400) drawAmounts(g, seen, look);
}

export function cardAt(scene: Scene, x: number, y: number): PlacedCard | undefined {
  return scene.cards.find((c) => x >= c.x && x <= c.x + CARD.width && y >= c.y && y <= c.y + CARD.height);
}

/* The link whose curve passes within `near` of the point. */
export function linkAt(scene: Scene, x: number, y: number, near: number): PlacedLink | undefined {
  let best: PlacedLink | undefined;
  let least = near;
  for (const link of scene.links) {
    if (!touches(link, x - near, y - near, x + near, y + near)) continue;
    const c = curveOf(link);
    for (let i = 0; i <= 24; i++) {
      const [px, py] = pointOn(c, i / 24);
      const d = Math.hypot(px - x, py - y);
      if (d < least) {
        least = d;
        best = link;
      }
    }
  }
  return best;
}

/* Everything that money through this card can have come from or gone to, of what is shown. */
export function pathsThrough(scene: Scene, id: string): Set<string> {
  const lit = new Set([id]);
  for (const [near, far] of [
    ['from', 'to'],
    ['to', 'from'],
  ] as const) {
    const queue = [id];
    const seen = new Set([id]);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const link of scene.links) {
        if (link[near] !== next || seen.has(link[far])) continue;
        seen.add(link[far]);
        queue.push(link[far]);
      }
    }
    for (const one of seen) lit.add(one);
  }
  return lit;
}

export function fit(scene: Scene, width: number, height: number): Camera {
  if (scene.cards.length === 0) return { x: -width / 2, y: -height / 2, zoom: 1 };
  const left = Math.min(...scene.cards.map((c) => c.x)) - 40;
  const top = Math.min(...scene.cards.map((c) => c.y)) - 40;
  const right = Math.max(...scene.cards.map((c) => c.x)) + CARD.width + 40;
  const bottom = Math.max(...scene.cards.map((c) => c.y)) + CARD.height + 80;
  const zoom = Math.min(1.2, width / (right - left), height / (bottom - top));
  return { x: (left + right) / 2 - width / zoom / 2, y: (top + bottom) / 2 - height / zoom / 2, zoom };
}
