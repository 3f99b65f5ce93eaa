// board_test.mjs PROGRAM PICTURES - what is arranged on the canvas is kept: saved by itself, there in another browser, two
// tabs lose nothing, a server killed at any moment loses nothing and the page goes on by itself.
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
