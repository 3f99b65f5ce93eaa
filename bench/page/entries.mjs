// entries.mjs PROGRAM [ROWS] [TIMES] [FOLDER] - how long the page takes on a case of a million rows: the first page, the
// overview, and a jump to row 900,000 of the table, each from the click or the scroll until it is painted.
//
//     node bench/page/entries.mjs build/suyuan
//
// Prints a table and one line of JSON.
// The case is made by `suyuan synth` in a temporary folder and removed again (0.5 GB); in FOLDER it is kept, and taken from
// there the next time. On a quiet machine only.
// Each time a server that has just started and a browser that knows nothing: "first page" and "cold" load every file; what
// follows the first page finds the files in the browser's cache, and "again" the server's answers in the server's.
// Of the overview: "its figures" are those that the screen of 1366x768 shows: the counts and the bars of each month; the
// "whole" page has every cell of the proof, the files and the titles with a row of their file, and waits for nothing.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';

const program = path.resolve(process.argv[2] ?? 'build/suyuan');
const wanted = Number(process.argv[3] ?? 1_300_000);
const times = Number(process.argv[4] ?? 10);
const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(path.join(root, 'web/package.json'));
const { chromium } = require('playwright-core');
const kept = process.argv[5];
const folder = kept ?? mkdtempSync(path.join(tmpdir(), 'suyuan-bench-'));
if (!kept) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function run(...words) {
  const end = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (end.status !== 0) throw new Error(`suyuan ${words.join(' ')}: ${end.stderr}`);
  return end.stdout;
}

const workspace = path.join(folder, 'big.suyuan');
if (!existsSync(workspace)) {
  mkdirSync(folder, { recursive: true });
  run('synth', path.join(folder, 'data'), '--size', 'office', '--rows', String(wanted));
  run('init', workspace);
  run('import', workspace, path.join(folder, 'data'), '--json');
}
const { total } = JSON.parse(run('entries', workspace, '--sort', 'time', '--limit', '0', '--json'));
const target = Math.min(900_000, total - 10_000);

let child; // of which there is one at a time
process.on('exit', () => child?.kill('SIGKILL')); // also where a measurement throws

async function serve() {
  child = spawn(program, ['serve', workspace, '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('the server has ended')));
  });
  return { address: JSON.parse(line).address, stop: () => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGTERM')) };
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const results = {};
const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const note = (name, ms) => (results[name] ??= []).push(ms);
async function timed(name, act) {
  const begin = performance.now();
  await act();
  note(name, performance.now() - begin);
}
async function newPage(cookies = []) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await context.addCookies(cookies);
  return context.newPage();
}

const isWhole = () => !document.querySelector('[aria-busy=true]') && !!document.querySelector('.proof tbody tr:last-child button') && !!document.querySelector('.original tr.here') && document.querySelectorAll('.ant-table-row').length >= 10;

async function overview(page, address, how) {
  await page.goto('about:blank');
  const begin = performance.now();
  await timed(`overview${how}, its figures`, async () => {
    await page.goto(address);
    await page.locator('.figure').nth(3).waitFor();
    await page.locator('button.month').first().waitFor();
    await painted(page);
  });
  await page.waitForFunction(isWhole);
  await painted(page);
  note(`overview${how}, whole`, performance.now() - begin);
}
async function entries(page, address, how) {
  await page.goto('about:blank');
  await timed(`entries${how}, first rows`, async () => {
    await page.goto(address);
    await page.locator('#grid-row-0').getByText(/\d{4}-\d\d-\d\d/).waitFor();
    await painted(page);
  });
}

// Once: the proof of the whole case is worked out; after that it is kept in the workspace until the case changes.
rmSync(path.join(workspace, 'index', 'quality.kept'), { force: true });
{
  const server = await serve();
  const page = await newPage();
  await page.goto(server.address);
  await overview(page, new URL('/c/big/overview', server.address).href, ' after an import');
  await page.context().close();
  await server.stop();
}

for (let i = 0; i < times; i++) {
  const server = await serve();
  const page = await newPage();
  const at = (place) => new URL(`/c/big/${place}`, server.address).href;
  await timed('first page', async () => {
    await page.goto(server.address);
    await page.getByText('big').first().waitFor();
    await painted(page);
  });
  await overview(page, at('overview'), '');
  await overview(page, at('overview'), ' again');
  await entries(page, at('entries'), '');
  await entries(page, at('entries'), ' again');
  // From the scroll to the frame in which the row stands, by the browser's own clock.
  note(
    `jump to row ${target.toLocaleString('en')}`,
    await page.evaluate(
      ({ row, total: all }) =>
        new Promise((done) => {
          const box = document.querySelector('.grid-scroller');
          const begin = performance.now();
          box.scrollTop = (row / all) * (box.scrollHeight - box.clientHeight);
          const look = () => {
            const shown = [...document.querySelectorAll('.grid-row')];
            const number = (e) => Number(e.id.slice('grid-row-'.length));
            const isThere = shown.some((e) => Math.abs(number(e) - row) < 2000) && shown.every((e) => !e.textContent.startsWith('…'));
            if (isThere) requestAnimationFrame(() => done(performance.now() - begin));
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
      { row: target - i * 911, total },
    ),
  );
  await timed('original', async () => {
    await page.locator('.grid-row').nth(3).click();
    await page.locator('.original tr.here').waitFor();
    await painted(page);
  });
  const cookies = await page.context().cookies();
  await page.context().close();
  for (const [open, place] of [[overview, 'overview'], [entries, 'entries']]) {
    const cold = await newPage(cookies);
    await open(cold, at(place), ' cold');
    await cold.context().close();
  }
  await server.stop();
}
await browser.close();

const told = [];
console.log(`${total.toLocaleString('en')} rows; ${cpus().length} cores, ${cpus()[0].model}; ${times} times each, milliseconds`);
for (const [name, list] of Object.entries(results)) {
  const sorted = [...list].sort((a, b) => a - b);
  const runs = sorted.length;
  const middle = (sorted[Math.floor((runs - 1) / 2)] + sorted[Math.ceil((runs - 1) / 2)]) / 2;
  told.push({ what: name, unit: 'ms', runs, median: Number(middle.toFixed(1)), least: Number(sorted[0].toFixed(1)), most: Number(sorted[runs - 1].toFixed(1)) });
  console.log(`${name.padEnd(38)} median ${middle.toFixed(0).padStart(6)}   ${sorted[0].toFixed(0)} to ${sorted[runs - 1].toFixed(0)}`);
}
console.log(JSON.stringify({ rows: total, figures: told }));
