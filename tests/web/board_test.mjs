// board_test.mjs PROGRAM PICTURES - what is arranged on the canvas is kept: saved by itself, there in another browser, two
// tabs lose nothing, a server killed at any moment loses nothing and the page goes on by itself.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { check, close, done, folder, open, serve, shot } from './browser.mjs';

const cases = folder();
let server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
await page.getByRole('button', { name: '打开样例案件' }).click();
await page.getByText('安添足').first().waitFor({ timeout: 60_000 });
const at = (query = '') => new URL(`/c/${encodeURIComponent('样例案件')}/graph${query}`, server.address).href;
const saved = (p) => p.getByRole('status').getByText(/已保存/).waitFor({ timeout: 15_000 });
const cardsOf = async (p) => {
  const answer = await p.request.get(new URL('/api/v1/cases/样例案件/board/list', server.address).href);
  return Object.fromEntries((await answer.json()).boards.map((b) => [b.name, b.cards]));
};
const press = async (p, ...keys) => {
  await p.locator('canvas').first().focus();
  for (const key of keys) await p.keyboard.press(key);
};

// ---- it saves itself ----
await page.goto(at());
await page.locator('canvas').first().waitFor();
await saved(page);
check('the address names the board', page.url().includes('board='), page.url());
const before = (await cardsOf(page))['资金图'];
await press(page, 'ArrowRight', ']');
await page.waitForFunction((n) => document.querySelector('[role=status]')?.textContent?.includes('已保存') && n, before);
await page.waitForTimeout(2500);
await saved(page);
const after = (await cardsOf(page))['资金图'];
check('what was opened is on the server', after > before, `${before} ${after}`);
await shot(page, 'board-zh');

// ---- on paper: vectors with Chinese text, and what it shows in its head ----
await page.evaluate(() => {
  window.print = () => (window.printed = true);
});
for (const [item, pages] of [['PDF（整图一页', 1], ['PDF 或打印（按 A4', 2]]) {
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: new RegExp(item) }).click();
  await page.waitForFunction(() => window.printed);
  const file = path.join(cases, 'board.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  const n = Number(/Pages: *(\d+)/.exec(told)[1]);
  check(`${item}: pages`, pages === 1 ? n === 1 : n >= pages, told);
  for (const words of ['资金图', '样例案件', '线索，不是结论', '安添足', '未套用混同资金追踪规则']) check(`${item}: ${words}`, text.includes(words), text.slice(0, 400));
  check(`${item}: no menu of the page`, !text.includes('补调清单'));
  const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).trim().split('\n').length - 2;
  check(`${item}: vectors, no picture`, images === 0, images);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  check(`${item}: the page is as before`, (await page.locator('.sheets').count()) === 0);
}

// ---- another browser: the same cards, and the steps to undo ----
const second = await open(server.address);
await second.goto(at());
await second.locator('canvas').first().waitFor();
await second.getByRole('button', { name: '撤销' }).waitFor();
check('its steps are there to undo', await second.getByRole('button', { name: '撤销' }).isEnabled());
check('it is not saved again by being looked at', (await cardsOf(second))['资金图'] === after);

// ---- two tabs: who is slower keeps his own under another name ----
await second.getByRole('button', { name: '撤销' }).click();
await second.waitForTimeout(2500);
await saved(second);
check('the second browser has saved', (await cardsOf(second))['资金图'] === before, JSON.stringify(await cardsOf(second)));
await press(page, 'ArrowRight', 'ArrowRight', ']');
await page.getByText(/两者都在/).waitFor({ timeout: 15_000 });
const both = await cardsOf(page);
check('both are there', Object.keys(both).length === 2 && both['资金图'] === before, JSON.stringify(both));
await page.waitForFunction(() => /%20%28|\+%28|\(/.test(location.search));
await saved(page);

// ---- for other programs: the server writes the board that is saved ----
const download = page.waitForEvent('download');
await page.getByRole('button', { name: '导出' }).click();
await page.getByRole('menuitem', { name: /ANX/ }).click();
const anx = await (await download).path();
check('the chart of Analyst’s Notebook has the debtor', readFileSync(anx, 'utf8').includes('安添足'));

// ---- named boards: deleted, and brought back ----
await second.getByRole('button', { name: /布局：/ }).click();
await second.getByRole('menuitem', { name: '删除布局' }).click();
await second.getByText(/已删除布局/).waitFor();
check('it is gone', !('资金图' in (await cardsOf(second))));
await second.getByRole('button', { name: '撤销' }).last().click();
await second.waitForFunction(() => decodeURIComponent(location.search).includes('board=资金图'));
await second.waitForTimeout(500);
check('and back', '资金图' in (await cardsOf(second)));

// ---- the server is killed in the middle of it ----
const faults = page.faults.length;
await server.kill();
await page.getByText('恢复后会自动继续').waitFor({ timeout: 15_000 });
await press(page, '0');
await page.getByRole('button', { name: '撤销' }).click();
await page.getByRole('status').getByText(/改动暂存本机/).waitFor({ timeout: 15_000 });
check('it is said in words', !(await page.getByText('Failed to fetch').isVisible()));
await shot(page, 'board-away-zh');
server = await serve('--cases', cases, '--port', String(server.port));
const opener = await page.context().newPage();
await opener.goto(server.address); // the new address, once, in any tab
await opener.close();
await saved(page);
await page.getByText('恢复后会自动继续').waitFor({ state: 'hidden', timeout: 30_000 });
const kept = await cardsOf(page);
check('what was done meanwhile is saved', Object.keys(kept).length === 2, JSON.stringify(kept));
check('only the lost connection was said', page.faults.slice(faults).every((f) => /ERR_CONNECTION|Failed to load resource/.test(f)), page.faults.join('\n'));

await close();
await server.stop();
done('boards on the page: saved, two tabs, a server that is killed');
process.exit(0);
