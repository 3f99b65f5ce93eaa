// canvas.mjs PROGRAM [CARDS [LINKS]] - the flow canvas with 2,000 cards and 10,000 links, through the real
// server, in headless Chromium with software rendering: first paint, frames a second while panning and
// zooming at three distances, memory. A case is made of a plain list of transfers, the board of all its
// accounts in ten columns.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const pictures = mkdtempSync(path.join(tmpdir(), 'suyuan-bench-'));
const [, , program, cards = '2000', links = '10000'] = process.argv;
process.argv.splice(3, process.argv.length, pictures); // what browser.mjs reads
const { close, folder, open, serve } = await import('../../tests/web/browser.mjs');
process.on('exit', () => rmSync(pictures, { recursive: true, force: true }));

const N = Number(cards);
const M = Number(links);
const COLUMNS = 10;
const MOVING_MS = 4000;

// ---- the case: M pairs that all differ, money mostly from column to column ----
let state = 12345;
const random = (n) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return Math.floor((state / 4294967296) * n);
};
const account = (i) => `62999800${String(i).padStart(8, '0')}`;
const pairs = new Set();
const rows = ['from,to,time,amount'];
while (pairs.size < M) {
  const from = random(N);
  const to = random(10) < 8 ? (from + Math.floor(N / COLUMNS) + random(60)) % N : random(N);
  if (from === to || pairs.has(from * N + to)) continue;
  pairs.add(from * N + to);
  const day = String(1 + random(28)).padStart(2, '0');
  rows.push(`${account(from)},${account(to)},2024-${String(1 + random(12)).padStart(2, '0')}-${day},${1 + random(1000) ** 2}.00`);
}
const cases = folder();
const list = path.join(cases, 'list.csv');
writeFileSync(list, rows.join('\n'));
const workspace = path.join(cases, 'bench.suyuan');
execFileSync(program, ['init', workspace], { stdio: 'ignore' });
execFileSync(program, ['import', workspace, list, '--profile', 'transfers'], { stdio: 'ignore' });

const slots = Math.ceil(N / COLUMNS);
const spots = Array.from({ length: N }, (_, i) => ({ id: account(i), column: Math.floor(i / slots), slot: i % slots }));
const board = { steps: [{ label: 'bench', state: { spots } }], at: 0 };

// ---- the page ----
const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
await page.evaluate((text) => localStorage.setItem('suyuan.board.bench', text), JSON.stringify(board));
const begun = Date.now();
await page.goto(new URL('/c/bench/graph', server.address).href);
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length >= n, Math.min(500, N)); // the list ends at 500
await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const firstMs = Date.now() - begun;
await page.waitForTimeout(500);

/* Frames that come while `move` goes on. */
async function frames(move) {
  await page.evaluate(() => {
    globalThis.beats = [];
    const beat = (now) => {
      globalThis.beats.push(now);
      globalThis.beating = requestAnimationFrame(beat);
    };
    globalThis.beating = requestAnimationFrame(beat);
  });
  await move();
  const beats = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.beating);
    return globalThis.beats;
  });
  const gaps = beats.slice(1).map((b, i) => b - beats[i]).sort((a, b) => a - b);
  const fps = ((beats.length - 1) * 1000) / (beats.at(-1) - beats[0]);
  return { fps: Math.round(fps * 10) / 10, worst_ms: Math.round(gaps.at(-1)), p95_ms: Math.round(gaps[Math.floor(gaps.length * 0.95)]) };
}

const box = await page.locator('canvas').first().boundingBox();
const centre = [box.x + box.width / 2, box.y + box.height / 2];

async function pan() {
  const until = Date.now() + MOVING_MS;
  await page.mouse.move(...centre);
  await page.mouse.down();
  for (let i = 0; Date.now() < until; i++) await page.mouse.move(centre[0] + 200 * Math.sin(i / 40), centre[1] + 150 * Math.cos(i / 31));
  await page.mouse.up();
}

/* Nearer and farther by `deep` steps, around and around. */
const zoom = (deep) => () =>
  page.evaluate(
    ([ms, steps]) =>
      new Promise((done) => {
        const canvas = document.querySelector('canvas');
        const rect = canvas.getBoundingClientRect();
        const begin = performance.now();
        let i = 0;
        const turn = (now) => {
          const deltaY = Math.floor(i++ / steps) % 2 ? 30 : -30;
          canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: rect.x + rect.width / 2, clientY: rect.y + rect.height / 2, bubbles: true, cancelable: true }));
          if (now - begin < ms) requestAnimationFrame(turn);
          else done();
        };
        requestAnimationFrame(turn);
      }),
    [MOVING_MS, deep],
  );

async function zoomTo(wheel) {
  await page.mouse.move(...centre);
  await page.locator('canvas').first().focus();
  await page.keyboard.press('0');
  for (let i = 0; i < wheel; i++) await page.mouse.wheel(0, -100);
  await page.waitForTimeout(600);
}

const result = { cards: N, links: M, first_paint_ms: firstMs };
for (const [name, wheel] of [['all', 0], ['middle', 8], ['near', 20]]) {
  await zoomTo(wheel);
  result[`pan_${name}`] = await frames(pan);
  await page.waitForTimeout(400);
  await zoomTo(wheel);
  result[`zoom_${name}`] = await frames(zoom(40));
  await page.waitForTimeout(400);
}
result.heap_mb = await page.evaluate(() => Math.round(performance.memory.usedJSHeapSize / 1048576));
console.log(JSON.stringify(result, null, 1));
if (page.faults.length > 0) console.log(page.faults.join('\n'));
await close();
await server.stop();
process.exit(0);
