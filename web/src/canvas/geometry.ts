/* Where things stand in the world of the canvas, in pixels at zoom 1. */
export const CARD = { width: 196, height: 66, columnPitch: 320, slotPitch: 88 };

export interface Camera {
  x: number; // of the world, at the left edge of the window
  y: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Corner {
  x: number;
  y: number;
}

/* A cubic curve: both ends and both handles, x before y. */
export type Curve = [x1: number, y1: number, hx1: number, hy1: number, hx2: number, hy2: number, x2: number, y2: number];

/* From the right edge of the payer to the left edge of the payee; within a column out to the right
 * and back; to an earlier column from lower edge to lower edge. aside: of lines that would lie on
 * each other. */
export function curveBetween(a: Corner, b: Corner, aside = 0): Curve {
  const y1 = a.y + CARD.height / 2 + aside;
  const y2 = b.y + CARD.height / 2 + aside;
  const right = a.x + CARD.width;
  if (b.x > a.x) return [right, y1 - 6, (right + b.x) / 2, y1 - 6, (right + b.x) / 2, y2 - 6, b.x, y2 - 6];
  if (b.x === a.x) return [right, y1 + 8, right + 70 + aside, y1 + 8, right + 70 + aside, y2 + 8, right, y2 + 8];
  const x1 = a.x + CARD.width / 2 + aside;
  const x2 = b.x + CARD.width / 2 + aside;
  const bottom = Math.max(a.y, b.y) + CARD.height + aside;
  return [x1, a.y + CARD.height, x1, bottom + 50, x2, bottom + 50, x2, b.y + CARD.height];
}

export function pointOn(c: Curve, t: number): [number, number] {
  const u = 1 - t;
  const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [p * c[0] + q * c[2] + r * c[4] + s * c[6], p * c[1] + q * c[3] + r * c[5] + s * c[7]];
}

/* The curve as a line of PARTS pieces, x before y: what of it is in sight, and what is near. */
export const PARTS = 16;

export function lineOf(c: Curve): Float32Array {
  const line = new Float32Array(2 * (PARTS + 1));
  for (let i = 0; i <= PARTS; i++) line.set(pointOn(c, i / PARTS), 2 * i);
  return line;
}

/* Is the i-th piece of the line in the box, or near it? */
export function touches(line: Float32Array, i: number, box: Box): boolean {
  const [x1, y1, x2, y2] = [line[2 * i]!, line[2 * i + 1]!, line[2 * i + 2]!, line[2 * i + 3]!];
  return Math.max(x1, x2) >= box.left && Math.min(x1, x2) <= box.right && Math.max(y1, y2) >= box.top && Math.min(y1, y2) <= box.bottom;
}

/* What holds a curve: the box of its ends and handles. */
export function boxOf(c: Curve): Box {
  return {
    left: Math.min(c[0], c[2], c[4], c[6]),
    top: Math.min(c[1], c[3], c[5], c[7]),
    right: Math.max(c[0], c[2], c[4], c[6]),
    bottom: Math.max(c[1], c[3], c[5], c[7]),
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.right >= b.left && a.left <= b.right && a.bottom >= b.top && a.top <= b.bottom;
}

/* What of the world a window of this size shows. */
export function inSight(camera: Camera, size: Size): Box {
  return { left: camera.x, top: camera.y, right: camera.x + size.width / camera.zoom, bottom: camera.y + size.height / camera.zoom };
}

export function worldOf(corners: Corner[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of corners) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + CARD.width);
    box.bottom = Math.max(box.bottom, y + CARD.height);
  }
  return corners.length > 0 ? box : { left: 0, top: 0, right: CARD.width, bottom: CARD.height };
}

const LEAST_ZOOM = 0.03;
const MOST_ZOOM = 3;

/* All of the box in sight, never larger than life. */
export function fit(world: Box, size: Size): Camera {
  const width = world.right - world.left + 80;
  const height = world.bottom - world.top + 120;
  const zoom = Math.max(LEAST_ZOOM, Math.min(1.2, size.width / width, size.height / height));
  return {
    x: (world.left + world.right) / 2 - size.width / zoom / 2,
    y: (world.top + world.bottom + 40) / 2 - size.height / zoom / 2,
    zoom,
  };
}

/* Zooms by a factor; the point (x, y) of the window stays where it is. */
export function zoomAt(c: Camera, factor: number, x: number, y: number): Camera {
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, c.zoom * factor));
  return { x: c.x + x / c.zoom - x / zoom, y: c.y + y / c.zoom - y / zoom, zoom };
}

export function centredOn(at: Corner, zoom: number, size: Size): Camera {
  return { x: at.x + CARD.width / 2 - size.width / zoom / 2, y: at.y + CARD.height / 2 - size.height / zoom / 2, zoom };
}
