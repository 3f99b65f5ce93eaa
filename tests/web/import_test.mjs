// import_test.mjs PROGRAM PICTURES - a file of a layout that nobody knows: the page says why, shows its columns, tries what
// is said of them, keeps it and imports; rejected rows stand there with place and reason.
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { becomes, check, close, done, folder, open, program, serve, settled, shot, sound } from './browser.mjs';

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
await page.getByText(/看不出是谁的流水/).first().waitFor();
await page.getByRole('button', { name: '指定各列' }).click();
await page.getByRole('textbox', { name: /本账户账号/ }).fill('6299990000000000011');
await tryIt();
await page.getByText(/共 4 行/).waitFor();
for (const [heading, field] of [['who', '对方户名'], ['plus', '收入金额'], ['minus', '支出金额'], ['left', '余额']]) {
  await page.getByRole('combobox', { name: `“${heading}”的含义` }).click();
  await page.keyboard.type(field);
  await page.keyboard.press('Enter');
}
await tryIt();
await page.getByText('共 4 行：可导入 4 行，不能读 0 行').waitFor();
await page.waitForFunction(() => !document.querySelector('.ant-btn-loading'));
await page.mouse.move(5, 700); // a button under it has another colour
await settled(page);
await shot(page, 'mapping-zh');
await sound(page, 'in the window');

// ---- kept, and imported ----
await page.getByRole('textbox', { name: /版式名/ }).fill('odd-bank');
await page.getByRole('button', { name: '保存版式并导入' }).click();
await page.getByRole('cell', { name: 'odd-bank' }).waitFor();
const told = JSON.parse(execFileSync(program, ['entries', path.join(cases, '新案.suyuan'), '--account', '6299990000000000011', '--json'], { encoding: 'utf8' }));
check('each row is in, with its sign', told.entries.map((e) => e.amount).join() === '100.00,-50.00,25.00,-75.00', JSON.stringify(told.entries.map((e) => e.amount)));

// ---- rejected rows: place, reason, what stood there ----
await input.setInputFiles(more);
await page.getByRole('cell', { name: 'transfers', exact: true }).waitFor();
await page.locator('.ant-table-row-expand-icon').first().click();
await page.getByRole('cell', { name: 'abc', exact: true }).waitFor();
await shot(page, 'import-result-zh');
// ---- two at once, one given up, one that is ended from outside: each is told, and can be begun again ----
const large = path.join(cases, '大文件.csv');
const rowsOf = (n) => Array.from({ length: n }, (_, i) => `X${i % 900},Y${i % 700},2024-03-${String((i % 28) + 1).padStart(2, '0')},${i + 1}.00`).join('\n');
writeFileSync(large, `from,to,time,amount\n${rowsOf(400_000)}\n`);
const small = path.join(cases, '小文件.csv');
writeFileSync(small, 'from,to,time,amount\nP,Q,2024-04-01,5.00\n');
/* Told as running, it may not have its name yet. */
async function importing() {
  for (let tries = 0; ; tries++) {
    try {
      return Number(execFileSync('pgrep', ['-f', `import ${path.join(cases, '新案.suyuan')}`], { encoding: 'utf8' }).trim().split('\n')[0]);
    } catch (error) {
      if (tries === 1200) throw error;
      await page.waitForTimeout(50);
    }
  }
}
/* Stopped where it stands, it cannot have ended before the page has been told to end it. */
const freeze = async () => process.kill(await importing(), 'SIGSTOP');
const panel = (name) => page.locator('.ant-card', { has: page.getByRole('heading', { name }) });
await input.setInputFiles(large);
await freeze();
await panel(/正在导入 · 大文件/).getByText('进行中').waitFor();
await input.setInputFiles(small);
await panel(/正在导入 · 小文件/).getByText('前面的工作完成后自动开始').waitFor();
await page.getByRole('button', { name: /导入流水/ }).click();
await becomes('work can be stopped in the header, too', async () => (await page.locator('.job-list').getByRole('button', { name: '停止' }).count()) === 2);
await page.getByRole('heading', { name: /正在导入 · 大文件/ }).click(); // closes it
await shot(page, 'import-two-zh');
await panel(/正在导入 · 大文件/).getByRole('button', { name: '停止' }).click();
await panel(/导入结果 · 大文件/).getByText('已停止').waitFor();
await panel(/导入结果 · 小文件/).getByRole('cell', { name: 'transfers', exact: true }).waitFor();
await shot(page, 'import-stopped-zh');
await panel(/导入结果 · 大文件/).getByRole('button', { name: '重新导入' }).click();
await freeze();
await panel(/正在导入 · 大文件/).getByText('进行中').waitFor();
process.kill(await importing(), 'SIGKILL');
await panel(/导入结果 · 大文件/).getByText('未完成即被系统终止').waitFor();
await becomes('the header says how it ended', () => page.getByRole('button', { name: '导入流水 · 未完成' }).isVisible());
await panel(/导入结果 · 大文件/).getByRole('button', { name: '重新导入' }).click();
await freeze();
await panel(/正在导入 · 大文件/).getByText('进行中').waitFor();
await page.reload();
await panel('正在导入').getByRole('button', { name: '停止' }).click();
await panel('导入结果').getByText('已停止').waitFor();
const accounts = await page.evaluate(async (name) => (await (await fetch(`/api/v1/cases/${name}/accounts?all=true`)).json()).accounts.map((a) => a.account), encodeURIComponent('新案'));
check('what was given up left nothing, what waited is in', !accounts.includes('X1') && accounts.includes('P'), accounts.join());
// Who asked while an import stood still may have been told that the case is busy.
page.faults = page.faults.filter((f) => !f.includes('status of 500'));
// ---- what stands in titles: shown with its rows, confirmed by a click, remembered, taken back ----
const titled = path.join(cases, 'titled.csv');
writeFileSync(titled, '某某银行交易明细,,,,,,\n户  名：甲一一,,账号：6299990000000000045,,起止日期：2023-01-01至2023-03-31,,\n交易日期,借方,贷方,余额,对方户名,对方账号,摘要\n2023-01-05,,1000.00,1000.00,乙二二,6299990000000000029,转账\n2023-01-06,200.00,,800.00,丙三三,6299990000000000037,转账\n');
await input.setInputFiles(titled);
const stated = page.getByRole('region', { name: 'titled.csv' });
await stated.getByText('账号：6299990000000000045（第 2 行）').waitFor();
await stated.locator('tr.here').getByText('户 名：甲一一').waitFor();
await sound(page, 'titles');
await stated.getByRole('button', { name: '正确' }).click();
await page.getByText('已确认 1 个').waitFor();
await page.reload();
await page.getByText('已确认 1 个').waitFor();
await page.getByRole('button', { name: '撤销上一项判断' }).click();
await stated.waitFor();
check('a confirmed title is remembered, and its undoing', true);
await stated.getByRole('button', { name: '正确' }).click();
await page.getByText('已确认 1 个').waitFor();

// ---- the wrong file goes again: said before, and brought back by an import ----
const statement = () => JSON.parse(execFileSync(program, ['accounts', path.join(cases, '新案.suyuan'), '--json'], { encoding: 'utf8' })).accounts.filter((a) => a.supplied).map((a) => a.account);
const whole = statement().join();
await page.getByRole('button', { name: '移除 titled.csv' }).click();
await page.getByText('1 个账户不再有流水：6299990000000000045').waitFor();
await page.getByRole('dialog').getByRole('button', { name: '取 消' }).or(page.getByRole('dialog').getByRole('button', { name: '取消' })).click();
check('to ask is not to do', statement().join() === whole);
await page.getByRole('button', { name: '移除 titled.csv' }).click();
await page.getByText('2 行不再计入').waitFor();
await page.getByText('对其题头作出的 1 项判断不再起作用').waitFor();
await page.getByRole('dialog').getByRole('button', { name: '移除' }).click();
await page.getByText('移除了“titled.csv”（2 行），原件仍留存').waitFor();
await page.getByRole('button', { name: '移除 titled.csv' }).waitFor({ state: 'detached' });
check('its account has gone with it', !statement().includes('6299990000000000045') && whole.includes('6299990000000000045'));
await shot(page, 'file-removed-zh');
await input.setInputFiles(titled);
await page.getByRole('button', { name: '移除 titled.csv' }).waitFor();
await page.getByText('已确认 1 个').waitFor();
check('imported again it is there as before, what was decided too', statement().join() === whole);

// ---- a folder of exchange: set, filled, told, switched off ----
const inbox = folder();
await page.goto(new URL(`/c/${encodeURIComponent('新案')}/settings?part=exchange`, server.address).href);
await page.getByText('未启用').waitFor();
await page.getByRole('textbox', { name: /文件夹（绝对路径）/ }).fill('inbox');
await page.getByRole('button', { name: '启用', exact: true }).click();
await page.getByText('“inbox”不是绝对路径').waitFor();
for (let i = 0; i < 100 && page.faults.length === 0; i++) await page.waitForTimeout(50); // the console speaks when it likes
check('a folder that cannot be is told', page.faults.length === 1 && page.faults[0].includes('400'), page.faults.join('\n'));
page.faults.length = 0; // Chromium says each refusal on the console
await page.getByRole('textbox', { name: /文件夹（绝对路径）/ }).fill(inbox);
await page.getByRole('button', { name: '启用', exact: true }).click();
await page.getByText('已启用', { exact: true }).waitFor();
writeFileSync(path.join(inbox, 'late.csv'), 'from,to,time,amount\nA,B,2024-02-01,5.00\n');
writeFileSync(path.join(inbox, '<img onerror=alert(1)>.doc'), '样');
await page.getByRole('row', { name: /late\.csv.*已导入.*接受 1/ }).waitFor();
await page.getByRole('row', { name: /<img onerror=alert\(1\)>\.doc.*未能导入/ }).first().waitFor();
check('what came is in the folder done', existsSync(path.join(inbox, 'done/late.csv')));
await page.waitForFunction(() => !document.querySelector('.ant-btn-loading'));
await page.getByText('已启用', { exact: true }).waitFor();
await page.getByRole('heading', { name: '交换文件夹' }).scrollIntoViewIfNeeded();
await shot(page, 'exchange-zh');
await sound(page, 'in the settings');
renameSync(inbox, `${inbox}-away`);
await page.reload();
await page.getByText('已启用，但现在无法导入').waitFor();
await page.getByText('没有这个文件夹').waitFor();
await shot(page, 'exchange-held-zh');
renameSync(`${inbox}-away`, inbox);
await page.getByRole('button', { name: '停用' }).click();
await page.getByText('未启用').waitFor();
check('nothing was said on the console', page.faults.length === 0, page.faults.join('\n'));

await close();
await server.stop();
done('a file of an unknown layout, read by what a person says of its columns');
process.exit(0);
