// import_test.mjs PROGRAM PICTURES - a file of a layout that nobody knows: the page says why, shows its columns, tries what
// is said of them, keeps it and imports; rejected rows stand there with place and reason.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { check, close, done, folder, open, program, serious, serve, shot } from './browser.mjs';

const cases = folder();
execFileSync(program, ['init', path.join(cases, '新案.suyuan')]);
const odd = path.join(cases, 'odd.csv');
const more = path.join(cases, 'more.csv');
const rows = ['2023-01-05,张三,100.00,,1100.00', '2023-01-06,<img onerror=alert(1)>,,50.00,1050.00', '2023-01-07,王五,25.00,,1075.00', '2023-01-08,赵六,,75.00,1000.00'];
writeFileSync(odd, `when,who,plus,minus,left\n${rows.join('\n')}\n`);
writeFileSync(more, 'from,to,time,amount\nA,B,2024-01-01,5.00\nA,B,2024-01-02,12,5O\nA,C,2024-01-03,abc\n');
const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
await page.goto(new URL(`/c/${encodeURIComponent('新案')}/overview`, server.address).href);
/* While it tries it takes no click. */
async function tryIt() {
  await page.waitForFunction(() => !document.querySelector('[role=dialog] .ant-btn-loading'));
  await page.getByRole('dialog').getByRole('button', { name: '试读' }).click();
}
const input = page.locator('input[type=file]').first();

// ---- not recognised: why, and what to do ----
await input.setInputFiles(odd);
await page.getByText(/看不出是谁的流水/).first().waitFor({ timeout: 30_000 });
await page.getByRole('button', { name: '指定各列' }).click();
await page.getByRole('textbox', { name: /本账户账号/ }).fill('6299990000000000011');
await tryIt();
await page.getByText(/共 4 行/).waitFor({ timeout: 30_000 });
for (const [heading, field] of [['who', '对方户名'], ['plus', '收入金额'], ['minus', '支出金额'], ['left', '余额']]) {
  await page.getByRole('combobox', { name: `“${heading}”的含义` }).click();
  await page.keyboard.type(field);
  await page.keyboard.press('Enter');
}
await tryIt();
await page.getByText('共 4 行：可导入 4 行，不能读 0 行').waitFor({ timeout: 30_000 });
await page.waitForFunction(() => !document.querySelector('.ant-btn-loading'));
await page.mouse.move(5, 700); // a button under it has another colour
await page.waitForTimeout(500);
await shot(page, 'mapping-zh');
const found = await serious(page);
check('nothing serious in the window', found.length === 0, `\n  ${found.join('\n  ')}`);

// ---- kept, and imported ----
await page.getByRole('textbox', { name: /版式名/ }).fill('odd-bank');
await page.getByRole('button', { name: '保存版式并导入' }).click();
await page.getByRole('cell', { name: 'odd-bank' }).waitFor({ timeout: 30_000 });
const told = JSON.parse(execFileSync(program, ['entries', path.join(cases, '新案.suyuan'), '--account', '6299990000000000011', '--json'], { encoding: 'utf8' }));
check('each row is in, with its sign', told.entries.map((e) => e.amount).join() === '100.00,-50.00,25.00,-75.00', JSON.stringify(told.entries.map((e) => e.amount)));

// ---- rejected rows: place, reason, what stood there ----
await input.setInputFiles(more);
await page.getByRole('cell', { name: 'transfers', exact: true }).waitFor({ timeout: 30_000 });
await page.locator('.ant-table-row-expand-icon').first().click();
await page.getByRole('cell', { name: 'abc', exact: true }).waitFor();
await shot(page, 'import-result-zh');
check('nothing was said on the console', page.faults.length === 0, page.faults.join('\n'));

await close();
await server.stop();
done('a file of an unknown layout, read by what a person says of its columns');
process.exit(0);
