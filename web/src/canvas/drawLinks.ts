/* Links as curves: one path for each class of widths, so that ten strokes draw thousands. */
import { placeAmounts } from './amounts';
import { type Bands, makeBands, slotsOfBlock } from './bands';
import { type Box, type Camera, type Curve, PARTS, touches } from './geometry';
import { INK, type Look } from './look';
import { type PlacedLink, type Scene, linksIn } from './scene';

const WIDTHS = 8;
const STEP = 1.2; // pixels from class to class
const CURVED_ABOVE = 0.25;
const BANDS_BELOW = 0.3;
const BANDS_FROM = 1500; // so many links in sight
const MOST_BANDS = 800;
const LABELS_ABOVE = 0.6;
const MOST_LABELS = 400;

function classOf(yuan: number, most: number): number {
  return Math.min(WIDTHS - 1, Math.floor(Math.sqrt(Math.max(0, yuan) / most) * WIDTHS));
}
export const widthOf = (yuan: number, most: number) => 1 + classOf(yuan, most) * STEP;

interface Stroke {
  curve: Curve;
  yuan: number;
  line?: Float32Array;
}

/* The whole curve; or of its pieces only those in sight, which costs a tenth where curves are long. */
type Trace = (path: Path2D, stroke: Stroke) => void;

const whole: Trace = (path, { curve: c }) => {
  path.moveTo(c[0], c[1]);
  path.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
};

const straight: Trace = (path, { curve: c }) => {
  path.moveTo(c[0], c[1]);
  path.lineTo(c[6], c[7]);
};

const piecesIn =
  (seen: Box): Trace =>
  (path, { line }) => {
    let isDrawing = false;
    for (let i = 0; line && i < PARTS; i++) {
      const isSeen = touches(line, i, seen);
      if (isSeen && !isDrawing) path.moveTo(line[2 * i]!, line[2 * i + 1]!);
      if (isSeen) path.lineTo(line[2 * i + 2]!, line[2 * i + 3]!);
      isDrawing = isSeen;
    }
  };

/* Of one width, but few at a time: filling a path costs more than its length where many of its
 * curves pass the same line of pixels. */
const AT_ONCE = 24;

function strokeAll(g: CanvasRenderingContext2D, strokes: Iterable<Stroke>, most: number, trace: Trace, colour: string): void {
  const paths = new Map<number, { path: Path2D; n: number }>();
  g.strokeStyle = colour;
  const finish = (width: number, path: Path2D) => {
    g.lineWidth = width;
    g.stroke(path);
  };
  for (const stroke of strokes) {
    const width = widthOf(stroke.yuan, most);
    let bundle = paths.get(width);
    if (!bundle) paths.set(width, (bundle = { path: new Path2D(), n: 0 }));
    trace(bundle.path, stroke);
    if (++bundle.n < AT_ONCE) continue;
    finish(width, bundle.path);
    paths.delete(width);
  }
  for (const [width, { path }] of paths) finish(width, path);
}

/* Inside each link what of it is traced money: what it may be at most, pale; by the rule, full. */
function strokeShares(g: CanvasRenderingContext2D, links: PlacedLink[], most: number, trace: Trace, bounds: boolean): void {
  const part = (share: (l: PlacedLink) => number) => links.filter((l) => share(l) > 0).map((l) => ({ curve: l.curve, line: l.line, yuan: l.yuan * share(l) }));
  if (bounds) strokeAll(g, part((l) => l.most), most, trace, INK.perhaps);
  strokeAll(g, part((l) => l.share), most, trace, INK.traced);
}

function drawArrow(g: CanvasRenderingContext2D, c: Curve): void {
  // It points as the curve arrives: from its last handle to its end.
  const length = Math.hypot(c[6] - c[4], c[7] - c[5]) || 1;
  const [dx, dy] = [(c[6] - c[4]) / length, (c[7] - c[5]) / length];
  g.moveTo(c[6], c[7]);
  g.lineTo(c[6] - 9 * dx - 4 * dy, c[7] - 9 * dy + 4 * dx);
  g.lineTo(c[6] - 9 * dx + 4 * dy, c[7] - 9 * dy - 4 * dx);
}

function drawArrows(g: CanvasRenderingContext2D, links: PlacedLink[]): void {
  g.fillStyle = INK.arrow;
  g.beginPath();
  for (const link of links) drawArrow(g, link.curve);
  g.fill();
}

const TRIED = [0.5, 0.36, 0.64, 0.25, 0.75] as const;

/* What finds no place is told when the link is hovered. */
function drawAmounts(g: CanvasRenderingContext2D, links: PlacedLink[], look: Look): void {
  g.font = '11px sans-serif';
  g.textAlign = 'center';
  for (const { text, box } of placeAmounts(links, look, (words) => g.measureText(words).width, TRIED)) {
    g.fillStyle = 'rgba(255,255,255,0.9)';
    g.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    g.fillStyle = INK.text;
    g.fillText(text, (box.left + box.right) / 2, box.top + 12);
  }
  g.textAlign = 'left';
}

const bandsOf = new WeakMap<Scene, Map<number, Bands>>();

function bandsAt(scene: Scene, zoom: number): Bands {
  const slots = slotsOfBlock(zoom);
  const known = bandsOf.get(scene) ?? new Map<number, Bands>();
  bandsOf.set(scene, known);
  let bands = known.get(slots);
  for (let more = slots; !bands || bands.list.length > MOST_BANDS; more *= 2) bands = makeBands(scene, more);
  known.set(slots, bands);
  return bands;
}

/* How much is drawn of links: amounts only at rest. */
interface Detail {
  isStill: boolean;
  isLit: boolean; // of the path under the mouse
}

const MOST_MOVING = 300; // the widest: the eye follows no more

export function drawLinks(g: CanvasRenderingContext2D, scene: Scene, seen: Box, camera: Camera, look: Look, detail: Detail): void {
  const inSight = linksIn(scene, seen);
  if (camera.zoom < BANDS_BELOW && inSight.length > BANDS_FROM) {
    const { list, most } = bandsAt(scene, camera.zoom);
    strokeAll(g, list, most / 4, camera.zoom > 0.08 ? piecesIn(seen) : straight, INK.link);
    return;
  }
  stroke(g, scene, detail.isStill ? inSight : inSight.slice(-MOST_MOVING), seen, camera, look, detail);
}

/* These alone, in front of all others. */
export function drawLit(g: CanvasRenderingContext2D, scene: Scene, links: PlacedLink[], seen: Box, camera: Camera, look: Look): void {
  stroke(g, scene, links, seen, camera, look, { isStill: true, isLit: true });
}

function stroke(g: CanvasRenderingContext2D, scene: Scene, links: PlacedLink[], seen: Box, camera: Camera, look: Look, { isStill, isLit }: Detail): void {
  const trace = isLit || (isStill && links.length < BANDS_FROM) ? whole : camera.zoom > CURVED_ABOVE ? piecesIn(seen) : straight;
  strokeAll(g, links, scene.most, trace, isLit ? INK.lit : INK.link);
  if (look.shares) strokeShares(g, links, scene.most, trace, isLit);
  if (camera.zoom > 0.5) drawArrows(g, links);
  if (camera.zoom > LABELS_ABOVE && isStill && links.length < MOST_LABELS) drawAmounts(g, links, look);
}
