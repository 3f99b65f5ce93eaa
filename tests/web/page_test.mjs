// page_test.mjs PROGRAM PICTURES - the first run, and pages at work on the sample case: entries, canvas,
// trace; nothing is said on the console, a reload keeps the view. How pages look: looks_test.mjs.
import { readFileSync } from 'node:fs';

import { becomes, check, close, done, folder, open, pick, serve, settled, shot, sound } from './browser.mjs';

const cases = folder();
const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);

// ---- first run: no case yet ----
await page.getByRole('button', { name: '打开样例案件' }).waitFor();
await becomes('an empty folder says what to do', () => page.getByText('还没有案件').isVisible());
await sound(page, 'on the first page');
await shot(page, 'home');
await page.getByRole('button', { name: '打开样例案件' }).click();
await page.getByText('安添足').first().waitFor();
check('the sample case opens on its overview', page.url().includes('/overview'));

// ---- each number opens the rows behind it ----
const at = (place) => new URL(`/c/${encodeURIComponent('样例案件')}/${place}`, server.address).href;
const said = async (what) => Number(/[\d,]+/.exec(await what.innerText())[0].replaceAll(',', ''));
const total = async () => {
  await page.getByRole('grid').waitFor();
  return Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
};
const answer = async (name) => (await page.request.get(at(name).replace('/c/', '/api/v1/cases/'))).json();
const figure = (title) => page.locator('.counts .figure').filter({ hasText: title });
const counted = (title) => said(figure(title).locator('.figure-n'));
await figure('有断点').waitFor();
const broken = await counted('有断点');
await figure('有断点').click();
await page.getByText('只看有这种月份的账户').waitFor();
await becomes('months with a break: as many in the grid', async () => broken > 0 && (await page.locator('.proof td .proof-broken').count()) === broken, () => broken);
await figure('有流水的账户').click();
await page.getByText('只看有这种月份的账户').waitFor({ state: 'detached' });
await becomes('accounts: as many lines of the grid', async () => (await page.locator('.proof tbody tr').count()) === (await counted('有流水的账户')));
const matched = await counted('两边对上的转账');
await figure('两边对上的转账').click();
await page.locator('.ant-drawer-open .ant-pagination-item').last().click();
const pagesOfMatches = await said(page.locator('.ant-drawer-open .ant-pagination-item').last());
const onTheLast = matched - (pagesOfMatches - 1) * 50;
const arrived = page.waitForFunction((n) => document.querySelectorAll('.ant-drawer-open .ant-table-row').length === n, onTheLast);
check('matched transfers: as many are listed, the last page too', await arrived.then(() => true, () => false), [matched, pagesOfMatches, onTheLast]);
await shot(page, 'numbers-matches');
await page.locator('.ant-drawer-open .opens').first().click();
await page.waitForFunction(() => document.querySelectorAll('.ant-drawer-open').length === 2 && [...document.querySelectorAll('.ant-drawer-open')].at(-1).querySelectorAll('.ant-table-row').length === 2);
check('one of them opens its two rows', true);
await page.goto(at('overview'));
await figure('流水').first().waitFor();
const entries = await counted('流水（笔）');
await figure('流水（笔）').click();
await becomes('entries: as many rows', async () => (await total()) === entries, () => entries);
const ways = page.locator('.opens');
const came = await said(ways.first());
await ways.first().click();
await page.getByText(`共 ${came.toLocaleString()} 笔`).waitFor();
await becomes('what came in: as many rows', async () => (await total()) === came);
await page.goto(at('proxies'));
const [proxy] = (await answer('proxies')).accounts;
await page.locator(`tr[data-row-key="${proxy.id}"] .opens:has(.money)`).first().click();
await page.getByText(proxy.in.replace(/\B(?=(\d{3})+\.)/g, ',')).first().waitFor();
await becomes('what a proxy received: rows of that sum', async () => page.url().includes('way=in') && (await total()) > 0 && (await page.locator('[aria-live=polite].number').innerText()).replaceAll(',', '').includes(proxy.in), () => proxy.in);
await page.goto(at('clues'));
const [clue] = (await answer('clues')).clues;
await page.locator(`#finding-${clue.id} .opens`).first().click();
await page.locator('.ant-drawer-open .ant-table-row').first().waitFor();
await becomes('the amount of a clue: its rows', async () => (await page.locator('.ant-drawer-open .ant-table-row').count()) === clue.entries.length);

// ---- entries: millions or not, the last row is one key away ----
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/entries`, server.address).href);
const grid = page.getByRole('grid');
await grid.waitFor();
const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
check('all entries are there', rows > 10_000, rows);
await page.locator('.grid-scroller').focus();
await page.keyboard.press('End');
await page.locator(`#grid-row-${rows - 1}`).getByText(/\d{4}-\d\d-\d\d/).waitFor();
await page.keyboard.press('Enter');
const place = await page.locator('.original-place').textContent();
await page.locator('.original tr.here').waitFor();
await becomes('a row opens with the row of the original', async () => (await page.locator('.original tr.here th').textContent()) === `▶ ${/第 (\d+) 行/.exec(place)?.[1]}`, () => place);
check('the original shows its own amount', await page.evaluate(() => {
  const amount = document.querySelector('.entry .money').textContent.replace('-', '');
  return [...document.querySelectorAll('.original tr.here td')].some((td) => td.textContent.replace(/[^\d.]/g, '').startsWith(amount.replaceAll(',', '').replace(/\.?0+$/, '')));
}));
check('the opened row stays in sight', await page.locator(`#grid-row-${rows - 1}.selected`).isVisible());
await shot(page, 'entries-original');
await sound(page, 'beside the original');
await page.reload();
await page.locator('.original tr.here').waitFor();
await becomes('a reload keeps the opened row', async () => (await page.locator('.original-place').textContent()) === place);

// ---- the view is in the address: a reload keeps it ----
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/entries?text=${encodeURIComponent('置业')}&least=10000`, server.address).href);
await page.getByText('共 2 笔').waitFor();
await page.reload();
await page.getByText('共 2 笔').waitFor();
await becomes('a reload keeps the filters', () => page.getByText('文字: 置业').isVisible());

// ---- the other party alone: typed, a chip, kept by a reload, in the file, and taken away ----
const party = page.getByRole('searchbox', { name: '对手', exact: true });
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/entries?least=10000`, server.address).href);
await party.fill('zhiye');
await party.press('Enter');
await page.getByText('对手: zhiye').waitFor();
await page.getByText(/^共 \d{1,2} 笔$/).waitFor();
await page.locator('#grid-row-0').getByText(/\d{4}-\d\d-\d\d/).waitFor();
await becomes('each row that fits names the other party', async () => (await page.locator('.grid-row').count()) > 0 && (await page.locator('.grid-row').evaluateAll((all) => all.every((row) => row.children[5].textContent.includes('置业')))));
await shot(page, 'entries-counterparty');
await page.reload();
await page.getByText('对手: zhiye').waitFor();
await becomes('the box says what is filtered', async () => (await party.inputValue()) === 'zhiye');
const [parties] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载 \d+ 行/ }).click().then(() => page.getByRole('menuitem', { name: 'CSV 文本（.csv）' }).click())]);
const partyLines = readFileSync(await parties.path(), 'utf8').trimEnd().split('\r\n').slice(1);
check('the file has these rows only', partyLines.length > 0 && partyLines.every((line) => line.includes('置业')), partyLines);
await page.locator('.ant-tag').filter({ hasText: '对手: zhiye' }).getByLabel('去掉这个条件').click();
await page.getByText('对手: zhiye').waitFor({ state: 'detached' });
check('a chip that is closed leaves the others', new URL(page.url()).searchParams.get('least') === '10000' && !page.url().includes('counterparty'), page.url());
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/entries?text=${encodeURIComponent('置业')}&least=10000`, server.address).href);
await page.getByText('共 2 笔').waitFor();

// ---- what fits, taken away ----
const taken = {};
for (const [form, label] of [['csv', 'CSV 文本（.csv）'], ['xlsx', 'Excel 工作簿（.xlsx）']]) {
  await page.getByRole('button', { name: '下载 2 行' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: label }).click()]);
  check(`the ${form} file has a name that says what it is`, file.suggestedFilename() === `样例案件-流水.${form}`, file.suggestedFilename());
  taken[form] = readFileSync(await file.path());
}
check('the lines are those that fit, amounts exact, numbers of accounts as text',
  /^\uFEFF时间,户名,/.test(taken.csv.toString()) && taken.csv.toString().trimEnd().split('\r\n').length === 3 && taken.csv.toString().includes(',-590000.00,') && /,\d{17,19}\t,/.test(taken.csv.toString()), taken.csv.toString());
check('the workbook is one', taken.xlsx.subarray(0, 2).toString() === 'PK');

// ---- amounts as people type them ----
const amount = page.getByLabel('金额：5万', { exact: false });
for (const [typed, least, most] of [
  ['5万', '50000', '50000'],
  ['>1万', '10000.01', null],
  ['<2000元', null, '1999.99'],
  ['1000-2000', '1000', '2000'],
  ['1-5万', '10000', '50000'],
  ['1.5万～2万', '15000', '20000'],
  ['≥0.5', '0.5', null],
]) {
  await amount.fill(typed);
  await amount.press('Enter');
  await page.waitForFunction(([a, b]) => { const p = new URLSearchParams(location.search); return p.get('least') === a && p.get('most') === b; }, [least, most])
    .catch(() => check(`"${typed}" is ${least} to ${most}`, false, page.url()));
}
const before_wrong = page.url();
await amount.fill('五万');
await amount.press('Enter');
check('what is no amount changes nothing', page.url() === before_wrong && (await amount.getAttribute('aria-invalid')) === 'true');

// ---- rows for a spreadsheet: chosen with the keyboard, harmless, numbers of accounts as text ----
await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/entries`, server.address).href);
await page.locator('#grid-row-0').getByText(/\d{4}-\d\d-\d\d/).waitFor();
await page.locator('.grid-scroller').focus();
await page.keyboard.press('Shift+ArrowDown');
await page.keyboard.press('Shift+ArrowDown');
await becomes('three rows are chosen', async () => (await page.locator('.grid-row.ranged').count()) === 3);
await page.keyboard.press('Control+c');
await page.getByText('已复制 3 行').waitFor();
const copied = await page.evaluate(async () => {
  const [item] = await navigator.clipboard.read();
  return { text: await (await item.getType('text/plain')).text(), html: await (await item.getType('text/html')).text() };
});
const lines = copied.text.split('\n').map((line) => line.split('\t'));
check('with a head, and a cell for each column', lines.length === 4 && lines.every((cells) => cells.length === lines[0].length) && lines[0][0] === '时间', copied.text);
check('the amount is a number', /^-?\d+\.\d\d$/.test(lines[1][3]), lines[1]);
check('the table came as well, numbers of accounts as text', copied.html.includes('<table') && copied.html.includes(lines[1][0]));
await page.keyboard.press('Control+a');
await page.getByRole('button', { name: `复制 ${rows.toLocaleString()} 行` }).waitFor();
await page.keyboard.press('Escape');
await becomes('Escape lets them go', async () => (await page.locator('.grid-row.ranged').count()) === 0);

// ---- what the program only suspects, decided with the keyboard and taken back ----
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/entries?view=doubts`, server.address).href);
await page.locator('.doubt-card').waitFor();
const doubts = () => page.locator('.doubts-work li').count();
const asked = await doubts();
const names = () => page.locator('.doubts-work li.here').textContent();
const firstAsked = await names();
await page.keyboard.press('j');
await becomes('J goes on to the next', async () => (await names()) !== firstAsked);
await page.keyboard.press('k');
await page.keyboard.press('y');
await becomes('what was said is not asked again', async () => (await doubts()) === asked - 1 && (await names()) !== firstAsked);
await page.getByText('正在保存').waitFor({ state: 'detached' });
await page.getByText(`待定（${asked - 1}）`).waitFor();
check('the server has it', true);
await shot(page, 'doubts');
await sound(page, 'doubts');
await page.keyboard.press('u');
await page.getByText(`待定（${asked}）`).waitFor();
await page.waitForFunction((n) => document.querySelectorAll('.doubts-work li').length === n, asked);
await becomes('undo brings the question back', async () => (await page.locator('.doubts-work li').first().textContent()) === firstAsked);

// ---- the canvas: keyboard, undo ----
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/graph`, server.address).href);
const cards = () => page.locator('ul.skip li').count();
await page.waitForFunction(() => document.querySelectorAll('ul.skip li').length > 0);
const before = await cards();
await page.locator('canvas').first().focus();
await page.keyboard.press('Home');
await page.keyboard.press(']');
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length > n, before);
const opened = await cards();
await page.keyboard.press('Control+z');
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length < n, opened);
await becomes('undo takes the opened cards away', async () => (await cards()) === before);
await page.keyboard.press('Control+Shift+z');
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length === n, opened);
await page.reload();
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length === n, opened);
await becomes('a reload keeps the board', async () => (await cards()) === opened);

// ---- the canvas: what is shown adds up, whatever the level, folded or open, one by one or summed ----
const sums = async () => {
  await page.waitForFunction(() => document.querySelector('.canvas-frame')?.getAttribute('aria-busy') === 'false');
  return page.locator('[data-total]').evaluate((e) => ({
    n: Number(e.dataset.n), inner: Number(e.dataset.nInner),
    fen: BigInt(e.dataset.total.replace('.', '')).toString(), all: (BigInt(e.dataset.total.replace('.', '')) + BigInt(e.dataset.inner.replace('.', ''))).toString(),
  }));
};
const waitForSums = async (what, wanted) => {
  for (let i = 0; i < 600; i++) {
    const now = await sums();
    if (wanted(now)) return now;
    await page.waitForTimeout(100);
  }
  check(what, false, JSON.stringify(await sums()));
};
const key = async (name) => {
  await page.locator('canvas').first().focus();
  await page.keyboard.press(name);
};
const listed = async () => (await page.locator('.graph-below .ant-table-row').count());
await key('g');
const summed = await sums();
check('there is something to add', summed.n > 50 && summed.n < 5000, JSON.stringify(summed));
await key('s');
await page.getByText('逐笔', { exact: true }).waitFor();
const single = await waitForSums('one by one', () => true);
check('one by one is the same sum', single.fen === summed.fen && single.n === summed.n, JSON.stringify(single));
await key('s');
await key('v');
const people = await waitForSums('people', (x) => x.inner > 0);
await key('v');
const accounts = await waitForSums('accounts', (x) => x.inner === 0);
check('people and their accounts add up to the same', people.all === accounts.all && people.n + people.inner === accounts.n, JSON.stringify([people, accounts]));

// each sum opens as many transfers: of the board, of a card both ways, of a line; each of them its row
const opensAs = async (what, button) => {
  const [n, sum] = [await said(button), /[\d,]+\.\d\d/.exec(await button.innerText())[0]];
  const [told] = await Promise.all([page.waitForResponse((r) => r.url().includes('/graph') && r.request().postData()?.includes('"transfers":50')), button.click()]);
  const { transfers } = await told.json();
  check(`${what}: as many transfers, and their sum`, n > 0 && transfers.n === n && transfers.amount === sum.replaceAll(',', ''), `${n} ${sum} ${transfers.n} ${transfers.amount}`);
  await page.waitForFunction((rows) => document.querySelectorAll('.ant-drawer-open .ant-table-row').length === rows, Math.min(n, 50));
};
const drawers = async (n) => page.waitForFunction((want) => document.querySelectorAll('.ant-drawer-open').length === want, n);
const shut = async () => {
  for (let n = await page.locator('.ant-drawer-open').count(); n > 0; n--) {
    await page.locator('.ant-drawer-open').last().locator('.ant-drawer-close').click();
    await drawers(n - 1);
  }
};
// What was opened before, and first, comes to the front again.
await key('Home');
await key('l');
await page.locator('.graph-side .link-rows').waitFor();
await page.locator('.graph-side .link-rows .opens').first().click();
await drawers(1);
await shut();
await page.locator('.graph-sums .opens').first().click();
await page.locator('.ant-drawer-open .opens').first().click();
await drawers(2);
const reached = page.locator('.ant-drawer-open .ant-table-row-expand-icon').first().click();
check('the row of a transfer stands before the list that it was opened from', await reached.then(() => true, () => false));
await shut();
await key('Home');
await opensAs('the board', page.locator('.graph-sums .opens').first());
await page.locator('.ant-drawer-open .opens').first().click();
await drawers(2);
await page.locator('.ant-drawer-open').last().locator('.ant-table-row-expand-icon').first().click();
await page.locator('.original tr.here').waitFor();
check('a transfer of them opens its row, and this the original', true);
await shot(page, 'canvas-sum');
await shut();
await key('Home');
await opensAs('what a card received', page.locator('.graph-side .opens').first());
await sound(page, 'transfers of a card');
await shut();
await opensAs('what a card paid', page.locator('.graph-side .opens').nth(1));
await shut();
await key('Home');
await key('l');
await page.locator('.graph-side .link-rows').waitFor();
await opensAs('a line', page.locator('.graph-side .opens').first());
await shut();
await key('v');
await waitForSums('people again', (x) => x.inner > 0);
await opensAs('within people', page.locator('.graph-sums .opens').nth(1));
await shut();
await key('v');
await waitForSums('accounts again', (x) => x.inner === 0);

const standing = () => page.locator('ul.skip li').allInnerTexts();
const open1 = await standing();
const boxes = await page.locator('ul.skip li').count();
check('cards are listed for those who do not see them', boxes === open1.length);

// the leaves of a card as one card, and back
await key('Home');
const leaf = page.getByRole('button', { name: /^收拢 (?!0|1$)/ });
await leaf.first().click();
await page.getByRole('button', { name: '在原处展开' }).waitFor();
const folded = await sums();
check('a fold keeps the sum', folded.all === accounts.all, JSON.stringify(folded));
await becomes('a fold is fewer cards', async () => (await cards()) < open1.length);
await page.getByLabel('组的名称').fill('小额去向');
await page.keyboard.press('Enter');
await page.waitForFunction(() => [...document.querySelectorAll('ul.skip li')].some((li) => li.textContent.includes('小额去向')));
await shot(page, 'canvas-fold');
await sound(page, 'canvas');
await page.getByRole('button', { name: '在原处展开' }).click();
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length === n, open1.length);
await becomes('an opened fold stands as before', async () => (await standing()).join() === open1.join());

// the brush: by keyboard; board, table and address go together; a reload keeps it
await key('b');
await page.keyboard.press('ArrowRight');
await page.waitForFunction(() => location.search.includes('since='));
const later = await waitForSums('brushed', (x) => x.n < accounts.n);
await page.keyboard.press('Shift+ArrowLeft');
await page.waitForFunction(() => location.search.includes('until='));
const both = await waitForSums('brushed on both sides', (x) => x.n < later.n);
await becomes('the table has as many', async () => (await listed()) === Math.min(both.n, 100), () => listed());
await page.reload();
await page.waitForFunction(() => document.querySelectorAll('ul.skip li').length > 0);
const again = await waitForSums('reloaded', (x) => x.n === both.n);
check('a reload keeps the span', again.fen === both.fen);
await key('b');
await page.keyboard.press('Escape');
await waitForSums('all again', (x) => x.n === accounts.n);

// a trace: the share of each link with its bounds, said when a link is chosen
await key('Home');
await key('t');
await page.waitForFunction(() => document.activeElement?.id === 'board-trace');
await page.keyboard.press('Enter');
await pick(page, '后进先出');
await key('l');
await page.getByText(/不论哪种规则：至少 [\d,.]+，至多 [\d,.]+/).first().waitFor();
await becomes('a link tells the three figures', () => page.getByText(/后进先出：[\d,.]+（[\d.]+%）/).first().isVisible());
await shot(page, 'canvas-traced');

// hovering says the same, and lights the path
const board = await page.locator('canvas').first().boundingBox();
await key('0');
let tips = 0;
for (let y = board.y + 20; y < board.y + board.height - 20 && !tips; y += 12) {
  await page.mouse.move(board.x + board.width / 2, y);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))); // drawn
  tips = await page.locator('.canvas-tip').count();
}
await becomes('what is under the mouse is told', async () => tips === 1 && /\d笔|\d 笔/.test(await page.locator('.canvas-tip').innerText()));
await shot(page, 'canvas-hover');
await page.mouse.move(board.x + 3, board.y - 8);

// a note on a card, and a pinned path with its name
await key('Home');
await key('n');
await page.waitForFunction(() => document.activeElement?.id === 'board-note');
await page.keyboard.type('问其配偶');
await key('Home');
await page.waitForFunction(() => document.getElementById('board-note')?.value === '问其配偶');
await key('p');
await key('Escape');
await page.getByRole('heading', { name: '固定的路径' }).waitFor();
await becomes('a pinned path is an exhibit with a name', async () => (await page.getByLabel('路径名称').first().inputValue()) === '路径 1');

// search by pinyin and by amount; Enter brings what is found
await key('/');
await page.keyboard.type('liufl');
await becomes('pinyin finds, and says that it did', () => page.locator('.found').filter({ hasText: '柳茯苓' }).getByText('拼音').first().isVisible());
for (let i = 0; i < 'liufl'.length; i++) await page.keyboard.press('Backspace');
await page.keyboard.type('an');
await page.locator('.found').first().waitFor();
await page.keyboard.press('Backspace');
await page.keyboard.press('Backspace');
await page.keyboard.type('liufl');
await page.keyboard.press('Enter'); // at once, while the list still shows others
await becomes('Enter takes what is found, and empties the box', async () => (await page.locator('.ant-select-auto-complete input').inputValue()) === '');
await page.waitForFunction(() => [...document.querySelectorAll('ul.skip li')].some((li) => li.textContent.includes('柳茯苓')));
const beforeAmount = await cards();
await key('/');
await page.keyboard.type('>140万');
await page.locator('.ant-select-item-option-active').getByText('1,440,000.00').waitFor(); // Enter takes what is marked
await page.keyboard.press('Enter');
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length > n, beforeAmount);
check('a transfer of an amount brings both its ends', true);

// the sheet of keys, and the history to go back in
await key('?');
await page.getByText('收拢只与它往来的去向').waitFor();
await page.keyboard.press('Escape');
await page.getByRole('button', { name: '操作记录' }).click();
await page.locator('.ant-popover').getByText(/^1\. /).click();
await page.waitForFunction((n) => document.querySelectorAll('ul.skip li').length <= n, before);
check('the history leads back to its beginning', true);

// ---- what is missing becomes a request, with its letter ----
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/inquiries`, server.address).href);
await page.locator('tr[data-row-key] .ant-checkbox-input').first().check();
await page.getByRole('button', { name: '把所选 1 项登记为调取' }).click();
await page.getByRole('button', { name: '填写' }).click();
check('without a ground it may not be sent', await page.getByRole('button', { name: '已发出' }).isDisabled());
const form = page.locator('.ant-modal');
await form.locator('.ant-select').click();
await pick(page, /（/);
for (const [label, value] of [['该项依据所据的事实', '终本'], ['批准人', '甲小丁'], ['承办人', '乙大壬'], ['另一名承办人', '丙小癸']])
  await form.getByLabel(label, { exact: true }).fill(value);
await form.getByRole('button', { name: '保存' }).click();
await page.locator('button:enabled', { hasText: '已发出' }).click();
await page.getByRole('button', { name: '已收到' }).waitFor();
const [letter] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '协助查询函' }).click()]);
check('the letter is there to print', letter.suggestedFilename().endsWith('.html'));
await page.waitForFunction(() => !document.querySelector('.ant-btn-loading')); // pale while it works
await shot(page, 'requests');
await sound(page, 'inquiries');

// ---- a trace: five rules beside each other, a picture, the rows behind a band ----
const debtor = '6299990102562979425';
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/trace?from=${debtor}&since=2023-06-05`, server.address).href);
await page.getByText('按比例').first().waitFor();
await page.locator('svg path').first().waitFor();
await shot(page, 'trace-picture');
const traces = (await answer(`trace?from=${debtor}&since=2023-06-05&rule=all`)).traces;
await page.locator('.ant-alert .opens').click();
await becomes('what is followed: rows of that sum', async () => (await total()) > 0 && (await page.locator('[aria-live=polite].number').innerText()).replaceAll(',', '').includes(traces[0].seeded), () => traces[0].seeded);
const traced = at(`trace?from=${debtor}&since=2023-06-05`);
for (const [kind, name] of [['未调取流水的账户', 'unsupplied'], ['仍在账户中', 'held']]) {
  await page.goto(traced);
  const end = page.locator('.ant-table-row', { hasText: kind }).filter({ has: page.locator('.opens') }).first();
  await end.waitFor();
  await end.locator('.opens').first().click();
  if (name === 'held') check('what stayed: the rows of its account', (await total()) > 0 && page.url().includes('backwards=true'), page.url());
  else check('what came to an account without a statement: its rows', await page.locator('.ant-drawer-open .ant-table-row').first().waitFor().then(() => true));
}
await page.goto(traced);
await page.locator('svg path').first().waitFor();
await sound(page, 'trace');
await page.getByText('逐条列出').click();
await page.locator('details button').first().click();
await page.locator('h2.part .ant-tag').waitFor();
const all = await page.getByText(/转账（\d+ 笔）/).textContent();
check('a band filters the table below', Number(/\d+/.exec(all)[0]) > 0 && page.url().includes('band='), all);
await page.getByRole('button', { name: '三个数' }).first().click();
await page.locator('.payment').waitFor();
await becomes('three figures of a payment on one page', async () => (await page.locator('.figure').count()) === 3 && (await page.locator('.annex tbody tr').count()) === 5);
await shot(page, 'payment');
await sound(page, 'payment');
await page.emulateMedia({ media: 'print' });
check('what is printed is the payment, not the menu', (await page.locator('.payment').isVisible()) && !(await page.locator('nav').isVisible()));
await shot(page, 'payment-print');
await page.emulateMedia({ media: 'screen' });
await page.reload();
await page.locator('.payment').waitFor();
const own = await said(page.locator('.payment-bar').getByRole('button', { name: /看 \d+ 笔流水/ }));
await page.locator('.payment .figure').nth(1).locator('.opens').first().click();
await page.locator('.ant-drawer').getByText(/\d{4}-\d\d-\d\d/).first().waitFor();
await becomes('a figure of a payment opens its rows', async () => (await page.locator('.ant-drawer-open .ant-table-row').count()) === own, () => own);

// ---- nothing was said on the console ----
check('the console is silent', page.faults.length === 0, `\n  ${page.faults.join('\n  ')}`);

// ---- the server ends and comes back ----
await server.stop();
await page.getByText('与程序的连接已中断', { exact: false }).waitFor();
check('a lost server is told', true);

await close();
done('the page, in a real browser');
process.exit(0);
