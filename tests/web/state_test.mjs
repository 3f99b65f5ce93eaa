// state_test.mjs PROGRAM PICTURES - each page in a state that is not its first (filters, a rule, a page of a table, an
// opened panel), loaded again: the same words stand there. Proxies and clues worked through with the keyboard alone.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { kept } from './board.mjs';
import { becomes, check, close, done, folder, open, pick, program, serve, settled, shot, sound } from './browser.mjs';

const cases = folder();
const workspace = path.join(cases, '样例案件.suyuan');
const province = path.join(folder(), 'province');
const run = (...words) => execFileSync(program, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
const asked = (...words) => JSON.parse(run(...words, '--json'));
run('init', workspace, '--sample');
run('synth', province, '--size', 'province', '--scale', '20000');
run('import', workspace, path.join(province, 'pools'));
run('model', workspace, 'run', 'vehicle-two-files', 'seal-lapsed', 'passive-overdue');
const [lead] = asked('lead', workspace, 'list', '--limit', '1').leads;
const { accounts } = asked('accounts', workspace);
const account = accounts.find((a) => a.holder === '安添足').account;
const clues = asked('clues', workspace);
const clue = clues.clues[0];
const proxies = asked('proxies', workspace).accounts;
const reason = proxies[1].reasons.find((r) => r.entries.length > 0);
const inquiries = asked('inquiries', workspace).inquiries;
const trace = asked('trace', workspace, '--from', account, '--rule', 'all').traces.find((one) => one.rule === 'lifo');
const graph = asked('graph', workspace, '--right', account, '--top', '8');
const link = graph.links.find((l) => l.from === account && l.n > 1);

const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
const at = (place, params = {}) => new URL(`/c/${encodeURIComponent('样例案件')}/${place}?${new URLSearchParams(params)}`, server.address).href;
/* What a reader sees: words, what is chosen in fields, which switches are on, how far tables are scrolled. Not how long ago. */
const seen = () =>
  page.evaluate(() => ({
    text: document.querySelector('#content').innerText + [...document.querySelectorAll('.ant-drawer-open')].map((e) => e.innerText).join('\n'),
    fields: [...document.querySelectorAll('#content input:not([type=file]), .ant-drawer-open input')].filter((e) => e.getClientRects().length > 0).map((e) => (e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value)),
    marks: [...document.querySelectorAll('[aria-selected=true], [aria-current=true], [aria-checked=true], .chosen, tr.here')].filter((e) => e.getClientRects().length > 0).map((e) => e.innerText),
    scrolled: [...document.querySelectorAll('.grid-scroller')].map((e) => e.scrollTop),
  }));
// A table of rows may stand a pixel off; its rows are in the text.
const plain = ({ text, scrolled: _, ...rest }) => JSON.stringify({ ...rest, text: text.replace(/已保存( \d\d:\d\d)?|\d\d:\d\d:\d\d/g, '') });

/* what: of a state that a person brings about from the address on; then the page is loaded again. */
async function keeps(name, address, act = async () => undefined) {
  await page.goto(address);
  await settled(page);
  await act();
  await settled(page);
  const before = await seen();
  const url = page.url();
  await page.reload();
  await settled(page);
  const after = await seen();
  const [a, b] = [plain(before), plain(after)];
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  check(`${name}: a reload keeps the view`, a === b && page.url() === url, `\n  ${url}\n  ${page.url()}\n  before: ${a.slice(Math.max(0, i - 120), i + 160)}\n  after:  ${b.slice(Math.max(0, i - 120), i + 160)}`);
  return before;
}
const has = (state, words, name) => check(`${name}: the state is there`, words.every((w) => state.text.includes(w)), `${words} in ${state.text.slice(0, 1500)}`);

// ---- filters, panels, rules, pages: page by page ----
await keeps('overview, accounts of the axis', at('overview', { accounts: account }));
has(await keeps('entries, filters and an opened row', at('entries', { account, way: 'out', least: '1000', sort: 'amount', backwards: 'true' }), async () => {
  await page.locator('#grid-row-2').getByText(/\d{4}-\d\d-\d\d/).click();
  await page.locator('.original tr.here').waitFor();
}), ['金额'], 'entries');
await keeps('entries, far down', at('entries'), async () => {
  await page.locator('.grid-scroller').focus();
  await page.keyboard.press('End');
  await page.waitForURL(/[?&]at=/);
});
await becomes('entries, far down: it is far down', async () => (await seen()).scrolled[0] > 1000);
await keeps('doubts, the third of a kind, with the original', at('entries', { view: 'doubts', kind: 'sides' }), async () => {
  await page.locator('.doubts').waitFor();
  for (const key of ['j', 'j', 'o']) await page.keyboard.press(key);
});
await keeps('trace, rule, band, second page', at('trace', { from: account, rule: 'lifo' }), async () => {
  await page.getByRole('heading', { name: /转账（/ }).waitFor();
  await page.locator('.ant-pagination-item-2').last().click();
});
check('trace: it is the second page', new URL(page.url()).searchParams.get('page') === '2', page.url());
await keeps('trace, rows of an end', at('trace', { from: account, rule: 'prorata' }), async () => {
  await page.getByRole('button', { name: /看 \d+ 笔流水/ }).first().click();
  await page.locator('.ant-drawer-open tbody .ant-table-row').first().waitFor();
  await page.locator('.ant-drawer-open .ant-table-row-expand-icon').first().click();
});
await keeps('trace, a payment and its rows', at('trace', { from: account, rule: 'taint-first', payment: trace.transfers[0].id, rows: 'payment' }));
has(await keeps('proxies, the second, rows of a reason', at('proxies'), async () => {
  await page.keyboard.press('j');
  await page.locator('.ant-table-expanded-row').getByRole('button', { name: /看 \d+ 笔流水/ }).first().click();
  await page.locator('.ant-drawer-open tbody .ant-table-row').first().waitFor();
}), [reason.text.zh], 'proxies');
await keeps('proxies, by what came in, the second', at('proxies'), async () => {
  for (const order of ['ascending', 'descending']) {
    await page.locator('th').filter({ hasText: '收入' }).click();
    await page.locator(`th[aria-sort=${order}]`).waitFor();
  }
  await page.locator('.keyed').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.querySelectorAll('tr.here').length === 1);
});
const richest = [...proxies].sort((a, b) => Number(b.in) - Number(a.in));
check('proxies: the keys go down the rows as they stand', new URL(page.url()).searchParams.get('account') === richest[2].id && richest[2].id !== proxies[2].id, `${page.url()} ${richest.map((a) => a.id)}`);
await keeps('clues, class and rows', at('clues', { class: clue.class, clue: clue.id }), async () => {
  await page.keyboard.press('o');
  await page.locator('.ant-drawer-open tbody .ant-table-row').first().waitFor();
});
await keeps('inquiries, rows', at('inquiries', { rows: inquiries.find((q) => q.entries.length > 0).id }));
await keeps('pools, one opened', at('pools', { pool: 'vehicles' }));
await keeps('models, found by name', at('models', { text: '车辆', ready: '1' }));
await keeps('a model', at('models', { model: 'seal-lapsed' }));
await keeps('leads, filtered, second page, by amount', at('leads', { model: 'seal-lapsed', sort: 'amount' }), async () => {
  await page.locator('.ant-pagination-item-2').click();
});
check('leads: it is the second page', new URL(page.url()).searchParams.get('page') === '2', page.url());
await keeps('leads as a board', at('leads', { view: 'board', grade: 'A' }));
await keeps('groups by month', at('leads', { view: 'groups', period: 'month' }));
has(await keeps('a lead', at('leads', { lead: lead.id })), ['比对的事实'], 'a lead');
await keeps('statistics by court', at('stats', { by: 'court' }));
await keeps('settings', at('settings'));

// ---- the canvas: what stands, the filters, what is chosen, the table below and its page ----
await page.goto(at('graph', { account }));
await page.waitForFunction(() => document.querySelectorAll('ul.skip li').length > 0);
await page.locator('canvas').first().focus();
await page.keyboard.press(']');
await kept(page);
has(await keeps('canvas, a card, rule, days, table on its second page', at('graph'), async () => {
  await page.locator('canvas').first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('t');
  await page.locator('#board-trace').press('ArrowDown');
  await pick(page, '按比例');
  await page.locator('canvas').first().focus();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await kept(page);
  await page.locator('.graph-below .ant-pagination-item-2').click();
  await kept(page);
}), ['按比例'], 'canvas');
await becomes('canvas: the second page of the table', async () => (await page.locator('.graph-below .ant-pagination-item-active').innerText()) === '2');
await keeps('canvas, a link', at('graph', { link: `${link.from}\n${link.to}` }));
await becomes('canvas: the link is shown', async () => (await page.locator('.graph-side').innerText()).includes('→'));

// ---- proxies and clues by the keyboard alone ----
await page.goto(at('proxies'));
await settled(page);
await sound(page, 'proxies');
await shot(page, 'proxies-keys');
const stateOf = async (name, id) => (await (await page.request.get(at(name).replace('/c/', '/api/v1/cases/'))).json())[name === 'proxies' ? 'accounts' : 'clues'].find((x) => x.id === id);
await page.keyboard.press('j');
await settled(page);
await page.keyboard.press('y');
await page.getByText('已核实属实').waitFor();
await becomes('a proxy is confirmed by a key', async () => (await stateOf('proxies', proxies[1].id)).state === 'confirmed');
await page.keyboard.press('u');
await page.getByText('已核实属实').waitFor({ state: 'hidden' });
await settled(page);
await page.keyboard.press('k');
await settled(page);
await page.keyboard.press('n');
await page.getByText('已排除').waitFor();
await becomes('another one is refuted', async () => (await stateOf('proxies', proxies[0].id)).state === 'refuted' && (await stateOf('proxies', proxies[1].id)).state === 'open');

await page.goto(at('clues'));
await page.locator('.cards .ant-card').first().waitFor();
await settled(page);
await page.keyboard.press('ArrowDown');
await page.locator('.cards .chosen').waitFor();
await page.waitForFunction(() => {
  const b = document.querySelector('.cards .chosen').getBoundingClientRect();
  return b.top >= 0 && b.bottom <= innerHeight + 1;
});
check('clues: the card of the keys is in sight', true);
await sound(page, 'clues');
await shot(page, 'clues-keys');
const chosen = new URL(page.url()).searchParams.get('clue');
await page.keyboard.press('l');
await page.locator('.cards .chosen').getByRole('button', { name: /已转线索/ }).waitFor();
await settled(page);
await page.keyboard.press('y');
await page.locator('.cards .chosen').getByText('已核实属实').waitFor();
await settled(page);
check('a clue has become a lead and is confirmed', chosen !== null);
await page.keyboard.press('l');
await page.getByText('比对的事实').waitFor();
check('its lead is opened by the same key', new URL(page.url()).searchParams.get('lead') !== null);

check('the console is silent', page.faults.length === 0, `\n  ${page.faults.join('\n  ')}`);
await close();
await server.stop();
done('views that survive a reload; findings by the keyboard');
process.exit(0);
