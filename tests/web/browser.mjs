// browser.mjs - a real Chromium on a real `suyuan serve`, for the tests of the page.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SKIP = 77;
const root = path.resolve(import.meta.dirname, '../..');
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((p) => existsSync(p));
if (!chromium || !existsSync(path.join(root, 'web/node_modules/playwright-core'))) {
  console.log(`skipped: ${chromium ? 'web/node_modules is not there (scripts/web.sh)' : 'chromium is not installed'}`);
  process.exit(SKIP);
}
if (!existsSync(path.join(root, 'web/dist/index.html'))) {
  console.log('skipped: the page is not built (scripts/web.sh)');
  process.exit(SKIP);
}
const require = createRequire(path.join(root, 'web/package.json'));
const { chromium: engine } = require('playwright-core');
const axe = require('axe-core').source;

export const program = process.argv[2];
export const pictures = process.argv[3];
mkdirSync(pictures, { recursive: true });

export function folder() {
  const name = mkdtempSync(path.join(tmpdir(), 'suyuan-web-'));
  process.on('exit', () => rmSync(name, { recursive: true, force: true }));
  return name;
}

export async function serve(...words) {
  const child = spawn(program, ['serve', ...words, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const line = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (bytes) => {
      text += bytes;
      if (text.includes('\n')) resolve(text);
    });
    child.on('exit', () => reject(new Error('the server has ended')));
  });
  const { address } = JSON.parse(line);
  return {
    address,
    port: Number(new URL(address).port),
    kill: () =>
      new Promise((resolve) => {
        child.on('exit', resolve);
        child.kill('SIGKILL');
      }),
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

let browser;
const opened = [];
/* What the page shows when a step fails is kept beside the other pictures. */
process.on('uncaughtException', async (error) => {
  console.log(error.stack ?? error);
  for (const [i, page] of opened.entries()) await page.screenshot({ path: path.join(pictures, `failed-${path.basename(process.argv[1], '.mjs')}-${i}.png`), timeout: 5000 }).catch(() => undefined);
  process.exit(1);
});

export async function open(address, size = { width: 1366, height: 768 }) {
  browser ??= await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', ignoreHTTPSErrors: true, reducedMotion: 'reduce' });
  context.setDefaultTimeout(120_000); // a wait ends with what it waits for, however busy the machine is
  const page = await context.newPage();
  page.faults = [];
  page.asking = new Set();
  page.on('request', (r) => {
    if (r.isNavigationRequest() && r.frame() === page.mainFrame()) page.asking.clear();
    if (/\/api\/(?!.*\/events)/.test(r.url())) page.asking.add(r);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (r) => page.asking.delete(r));
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && page.faults.push(`${m.type()}: ${m.text()} ${m.location().url}`));
  page.on('pageerror', (e) => page.faults.push(`exception: ${e.message}`));
  opened.push(page);
  await page.goto(address);
  return page;
}
export const close = () => browser?.close();

/* Until the page shows what it has asked for: something is drawn, no answer on its way, nothing busy, nothing that moves,
 * for three frames on end. Saves waiting by the clock. */
export async function settled(page, ms = 180_000) {
  const until = Date.now() + ms;
  for (let still = 0; still < 3; ) {
    const isStill = await page.evaluate(
      () =>
        new Promise((done) =>
          requestAnimationFrame(() =>
            done(document.readyState === 'complete' && document.getElementById('root')?.hasChildNodes() && !document.querySelector('[aria-busy=true], .ant-spin-spinning') && document.getAnimations().every((a) => a.playState !== 'running')),
          ),
        ),
    );
    still = isStill && page.asking.size === 0 ? still + 1 : 0;
    if (Date.now() > until) throw new Error(`the page has not settled: ${[...page.asking].map((r) => r.url())}`);
  }
}

/* An option of the list that is open, once that has unfolded: one that still moves may take the click for the one beside it. */
export async function pick(page, option) {
  const found = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: option }).first();
  await found.waitFor();
  await settled(page);
  await found.click();
}

/* The findings of axe-core that matter; what they are about. */
export async function serious(page) {
  // The policy of the page lets no foreign script in by a tag; the debugger may.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  return found.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

/* Does the page itself scroll sideways? Controls that something else lies over, where they can be seen. */
export const cramped = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide on ${root.clientWidth}`] : [];
    const isSeen = (e, box) => {
      // Within every box that scrolls, or it is not there to be clicked yet.
      for (let p = e.parentElement; p; p = p.parentElement) {
        if (getComputedStyle(p).overflow === 'visible') continue;
        const b = p.getBoundingClientRect();
        if (box.left < b.left - 1 || box.right > b.right + 1 || box.top < b.top - 1 || box.bottom > b.bottom + 1) return false;
      }
      return box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    };
    // What lies under a drawer is out of reach as long as that is open.
    const within = document.querySelector('.ant-drawer-open .ant-drawer-section, .ant-modal') ?? document;
    for (const e of within.querySelectorAll('button, a[href], input:not([type=file]), select, [role=menuitem]')) {
      const box = e.getBoundingClientRect();
      if (!isSeen(e, box) || e.closest('[aria-hidden=true]')) continue;
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!top || e.contains(top) || top.contains(e) || top.closest('label')?.contains(e) || top.closest('.ant-select, .ant-segmented, .ant-switch, .ant-input-number')?.contains(e)) continue;
      found.push(`${(e.getAttribute('aria-label') || e.textContent || e.outerHTML).slice(0, 60)} lies under ${top.outerHTML.slice(0, 100)}`);
    }
    return found;
  });

/* The page as it stands, looked at once: nothing serious, and where it is asked for, nothing cramped. */
export async function sound(page, what, looks = [serious]) {
  const found = [];
  for (const look of looks) found.push(...(await look(page)));
  check(`${what}: nothing serious${looks.length > 1 ? ' or cramped' : ''}`, found.length === 0, `\n  ${found.join('\n  ')}`);
}

let passed = 0;
export function check(what, is, told = '') {
  if (!is) {
    console.log(`FAILED: ${what} ${told}`);
    process.exit(1);
  }
  passed += 1;
}
/* is: of what the page or the server comes to; it is asked until it is so, however busy the machine is. */
export async function becomes(what, is, told = () => '') {
  const until = Date.now() + 60_000;
  let isSo = await is();
  while (!isSo && Date.now() < until) {
    await new Promise((again) => setTimeout(again, 100));
    isSo = await is();
  }
  check(what, isSo, isSo ? '' : await told());
}
export function done(part) {
  console.log(`covers: ${part}; ${passed} checks passed`);
}
export const shot = (page, name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
