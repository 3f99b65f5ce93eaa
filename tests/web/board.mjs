// board.mjs - what a person does on the canvas, for the tests of it: cards chosen with the mouse, a trace, a file saved.
import { pick, settled } from './browser.mjs';

/* Where each card is on the screen when all of the board is shown: as canvas/geometry.ts lays them out. */
function placesOf(cards, rect) {
  const at = cards.map((c) => ({ id: c.id, x: c.column * 320, y: c.slot * 88 }));
  const [left, top] = [Math.min(...at.map((c) => c.x)), Math.min(...at.map((c) => c.y))];
  const [right, bottom] = [Math.max(...at.map((c) => c.x)) + 196, Math.max(...at.map((c) => c.y)) + 66];
  const zoom = Math.max(0.03, Math.min(1.2, rect.width / (right - left + 80), rect.height / (bottom - top + 120)));
  const [x, y] = [(left + right) / 2 - rect.width / zoom / 2, (top + bottom + 40) / 2 - rect.height / zoom / 2];
  return new Map(at.map((c) => [c.id, [rect.x + (c.x + 98 - x) * zoom, rect.y + (c.y + 33 - y) * zoom]]));
}

/* Chosen with the mouse, in this order. cards: as `graph` answers. */
export async function chooseCards(page, cards, ids) {
  const canvas = page.locator('canvas').first();
  await canvas.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('0');
  await settled(page);
  const places = placesOf(cards, await canvas.boundingBox());
  await page.mouse.click(...places.get(ids[0]));
  await page.keyboard.down('Shift');
  for (const id of ids.slice(1)) await page.mouse.click(...places.get(id));
  await page.keyboard.up('Shift');
}

/* From the first card, by this rule. */
export async function trace(page, rule) {
  await page.locator('canvas').first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('t');
  await page.locator('#board-trace').press('ArrowDown');
  await pick(page, rule);
}

/* Until the board is on the server as it stands: what it is not, this browser keeps. */
export async function kept(page) {
  await settled(page);
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('suyuan.board.')) && /已保存/.test(document.querySelector('[role=status]')?.textContent ?? ''));
}

export const isWay = (links, way) => way.every((id, i) => i === 0 || links.some((l) => l.from === way[i - 1] && l.to === id));

/* Three cards in a row that are none in any other order, by the largest links. */
export function wayOf({ links }) {
  const largest = links.filter((l) => l.from !== l.to).sort((p, q) => Number(q.amount) - Number(p.amount));
  for (const second of largest) {
    for (const first of largest) {
      const [a, b, c] = [first.from, second.from, second.to];
      const others = [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];
      if (first.to === b && a !== c && others.every((way) => !isWay(links, way))) return [a, b, c];
    }
  }
  return undefined;
}

export async function downloaded(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return file.path();
}
