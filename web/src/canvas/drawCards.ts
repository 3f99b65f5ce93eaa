/* Cards: name, number, bars of what came and went; less of it the further away. */
import { type Camera, CARD } from './geometry';
import { INK, type Look } from './look';
import { type PlacedCard, type Scene, numberOf } from './scene';

const TEXT_ABOVE = 0.35;
const SUMS_ABOVE = 0.6;

/* Measuring texts costs more than drawing them: what fits is kept for each card and text. */
const fitting = new WeakMap<PlacedCard, Map<string, string>>();

function cut(g: CanvasRenderingContext2D, card: PlacedCard, text: string, width: number): string {
  const known = fitting.get(card) ?? new Map<string, string>();
  fitting.set(card, known);
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  let n = Math.min(text.length, 60);
  let shown = n === text.length ? text : `${text.slice(0, n)}…`;
  while (n > 1 && g.measureText(shown).width > width) shown = `${text.slice(0, --n)}…`;
  known.set(text, shown);
  return shown;
}

/* A fold has others behind it; without a statement the picture ends here: dashed. */
function drawFrame(g: CanvasRenderingContext2D, c: PlacedCard, look: Look): void {
  const isChosen = look.selected.has(c.id);
  const isMarked = look.marked.has(c.id);
  g.fillStyle = c.kind === 'outside' ? INK.outside : INK.card;
  g.strokeStyle = isChosen ? INK.selected : isMarked ? INK.marked : INK.border;
  if (c.kind === 'fold') {
    for (const d of [8, 4]) {
      g.lineWidth = 1;
      g.beginPath();
      g.roundRect(c.x + d, c.y + d, CARD.width, CARD.height, 6);
      g.fill();
      g.stroke();
    }
  }
  g.lineWidth = isChosen || isMarked ? 3 : 1;
  g.setLineDash(c.supplied === false ? [6, 4] : []);
  g.beginPath();
  g.roundRect(c.x, c.y, CARD.width, CARD.height, 6);
  g.fill();
  g.stroke();
  g.setLineDash([]);
}

function drawBar(g: CanvasRenderingContext2D, c: PlacedCard, side: 'in' | 'out', y: number, most: number, zoom: number, look: Look): void {
  const yuan = numberOf(c[side]);
  const width = Math.max(Math.sqrt(yuan / most) * (CARD.width - 110), yuan > 0 ? 2 : 0);
  g.fillStyle = INK[side];
  // In and out differ in black and white too: full, and hollow.
  if (side === 'in') g.fillRect(c.x + 8, y, width, 8);
  else {
    g.strokeStyle = INK.out;
    g.lineWidth = 1.5;
    g.strokeRect(c.x + 8.75, y + 0.75, Math.max(width - 1.5, 0.5), 6.5);
  }
  if (zoom <= SUMS_ABOVE) return;
  g.fillStyle = INK.text;
  g.font = '11px sans-serif';
  g.textAlign = 'right';
  g.fillText((side === 'in' ? '↘ ' : '↗ ') + look.money(c[side]), c.x + CARD.width - 8, y + 8);
  g.textAlign = 'left';
}

function drawCard(g: CanvasRenderingContext2D, c: PlacedCard, most: number, zoom: number, look: Look): void {
  drawFrame(g, c, look);
  if (zoom > TEXT_ABOVE) {
    g.fillStyle = INK.text;
    g.font = '600 13px sans-serif';
    g.fillText((look.noted.has(c.id) ? '✎' : '') + cut(g, c, look.title(c), CARD.width - 30), c.x + 8, c.y + 18);
    g.fillStyle = INK.faint;
    g.font = '11px sans-serif';
    g.fillText(cut(g, c, look.under(c), CARD.width - 16), c.x + 8, c.y + 33);
  }
  drawBar(g, c, 'in', c.y + 40, most, zoom, look);
  drawBar(g, c, 'out', c.y + 53, most, zoom, look);
}

/* From far away a box with its two bars is all that can be seen. */
function drawBoxes(g: CanvasRenderingContext2D, cards: PlacedCard[], most: number, look: Look): void {
  const dashed = new Path2D();
  const whole = new Path2D();
  const bars = new Path2D();
  for (const c of cards) {
    (c.supplied === false ? dashed : whole).rect(c.x, c.y, CARD.width, CARD.height);
    bars.rect(c.x + 8, c.y + 34, Math.sqrt(numberOf(c.in) / most) * (CARD.width - 16), 12);
    bars.rect(c.x + 8, c.y + 48, Math.sqrt(numberOf(c.out) / most) * (CARD.width - 16), 12);
  }
  g.fillStyle = INK.card;
  g.fill(whole);
  g.fill(dashed);
  g.strokeStyle = INK.border;
  g.lineWidth = 2;
  g.stroke(whole);
  g.setLineDash([18, 12]);
  g.stroke(dashed);
  g.setLineDash([]);
  g.fillStyle = INK.in;
  g.fill(bars);
  for (const c of cards) if (look.selected.has(c.id) || look.marked.has(c.id)) drawFrame(g, c, look);
}

const BOXES_BELOW = TEXT_ABOVE;

export function drawCards(g: CanvasRenderingContext2D, scene: Scene, cards: PlacedCard[], camera: Camera, look: Look): void {
  if (camera.zoom < BOXES_BELOW && cards.length > 200) drawBoxes(g, cards, scene.mostTurnover, look);
  else for (const c of cards) drawCard(g, c, scene.mostTurnover, camera.zoom, look);
}
