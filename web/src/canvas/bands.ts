/* From far away ten thousand curves are a grey that says nothing: cards that stand together are a
 * block there, and what went between two blocks is one band. */
import { type Curve, CARD, curveBetween, lineOf } from './geometry';
import type { Scene } from './scene';

export interface Band {
  curve: Curve;
  line: Float32Array;
  yuan: number;
}

export interface Bands {
  list: Band[]; // the widest last
  most: number;
}

const BLOCK_PIXELS = 60;

/* How many slots a block holds: a power of two, so that little changes while zooming. */
export function slotsOfBlock(zoom: number): number {
  return 2 ** Math.max(1, Math.ceil(Math.log2(BLOCK_PIXELS / (CARD.slotPitch * zoom))));
}

export function makeBands(scene: Scene, slots: number): Bands {
  const found = new Map<string, Band>();
  const block = (slot: number) => Math.floor(slot / slots);
  const corner = (column: number, at: number) => ({ x: column * CARD.columnPitch, y: ((at + 0.5) * slots - 0.5) * CARD.slotPitch });
  for (const { a, b, yuan } of scene.links) {
    const key = `${a.column},${block(a.slot)},${b.column},${block(b.slot)}`;
    const band = found.get(key);
    if (band) band.yuan += yuan;
    else {
      const curve = curveBetween(corner(a.column, block(a.slot)), corner(b.column, block(b.slot)));
      found.set(key, { curve, line: lineOf(curve), yuan });
    }
  }
  const list = [...found.values()].sort((p, q) => p.yuan - q.yuan);
  return { list, most: list.at(-1)?.yuan || 1 };
}
