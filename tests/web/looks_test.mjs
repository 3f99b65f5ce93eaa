// looks_test.mjs PROGRAM PICTURES - each page with data in it, in both languages: nothing serious by axe-core,
// nothing cramped at 1366x768 and at 150 % zoom, English throughout in English, and a page to print.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { becomes, check, close, cramped, done, folder, open, program, serve, settled, shot, sound } from './browser.mjs';
import { unneeded, unopened } from './numbers.mjs';

const cases = folder();
const workspace = path.join(cases, '样例案件.suyuan');
const province = path.join(folder(), 'province');
const run = (...words) => execFileSync(program, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
run('init', workspace, '--sample');
run('synth', province, '--size', 'province', '--scale', '20000');
run('import', workspace, path.join(province, 'pools'));
// A later extract: one vehicle has another state, and stands in the place of what the register said before.
const register = readFileSync(path.join(province, 'pools', 'vehicles-01.csv'), 'utf8').split('\n');
const state = register[0].split(',').findIndex((h) => h.includes('状态'));
const later = path.join(province, 'later.csv');
writeFileSync(later, [register[0], register[1].split(',').with(state, 'K').join(','), ''].join('\n'));
run('pool', workspace, 'load', 'vehicles', later);
run('model', workspace, 'run', 'vehicle-two-files', 'seal-lapsed', 'passive-overdue');
const [lead] = JSON.parse(run('lead', workspace, 'list', '--limit', '1', '--json')).leads;
run('lead', workspace, 'assign', lead.id, '--to', '检察官乙');

const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
const pages = [
  ['overview', '余额证明'],
  ['entries', '对手户名'],
  ['graph', '操作记录'],
  ['trace', '选一个账户'],
  ['trace?from=6299990102562979425', '资金去处'],
  ['proxies', '疑似由被执行人实际使用'],
  ['clues', '财产线索来自'],
  ['inquiries', '待解释金额'],
  ['pools', '下载模板'],
  ['pools?pool=vehicles', '先前的记载'],
  ['models', '运行全部'],
  ['models?model=vehicle-two-files', '试运行'],
  ['leads', '检察官乙'],
  ['leads?view=board', '查证属实'],
  ['leads?view=groups', '一并认定'],
  [`leads?lead=${lead.id}`, '比对的事实'],
  ['stats', '统计到事'],
  ['settings', '本程序'],
  ['settings?part=users', '目前没有用户'],
  ['settings?part=log', '日志完整'],
  ['settings?part=check', '开始核对'],
];
const name = (id) => id.replace(/[?=].*$/, '') + (id.includes('?') ? `-${id.replace(/^.*[?&]([a-z]+)=.*$/, '$1')}${/(view|part)=/.test(id) ? `-${id.split(/(?:view|part)=/)[1]}` : ''}` : '');

/* A table that a screen is wide enough for and that scrolls all the same; what lies over the board. */
const overflowing = (id) =>
  page.evaluate((isWhole) => {
    const tables = [...document.querySelectorAll('.ant-table-content')].filter((e) => isWhole && innerWidth >= 1366 && e.scrollWidth > e.clientWidth);
    const board = document.querySelector('.canvas-frame canvas')?.getBoundingClientRect();
    const legend = document.querySelector('.canvas-legend')?.getBoundingClientRect();
    return [...tables.map((e) => `a table is ${e.scrollWidth} wide on ${e.clientWidth}`), ...(board && legend.top < board.bottom ? ['the legend lies over the board'] : [])];
  }, id === 'stats');

async function look(id, lang) {
  for (const [zoom, width, height] of [['', 1366, 768], ['-150', 911, 512]]) {
    await page.setViewportSize({ width, height });
    await settled(page);
    await shot(page, `${name(id)}-${lang}${zoom}`);
    const found = [...(await cramped(page)), ...(await overflowing(id))];
    check(`${id} in ${lang}: nothing cramped at ${width}x${height}`, found.length === 0, `\n  ${found.join('\n  ')}`);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await sound(page, `${id} in ${lang}`);
}

const say = (lang) => page.evaluate((l) => localStorage.setItem('suyuan', JSON.stringify({ lang: l, inWan: false })), lang);
for (const [id, zh] of pages) {
  const address = new URL(`/c/${encodeURIComponent('样例案件')}/${id}`, server.address).href;
  await say('zh');
  await page.goto(address);
  await page.getByText(zh).first().waitFor();
  await look(id, 'zh');
  const dead = await unopened(page);
  check(`${id}: every number opens what is behind it`, dead.length === 0, `\n  ${dead.slice(0, 9).join('\n  ')}`);
  // By the switch in the frame, which a drawer may lie over: the page is not loaded again.
  await page.locator('header .ant-segmented-item').filter({ hasText: 'English' }).evaluate((e) => e.click());
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await look(id, 'en');
  // What the page itself says: menu, headings, buttons. Names, words of files and of law stay as they are.
  const text = await page.evaluate(() => [...document.querySelectorAll('nav, h1, h2, .ant-table-thead th, button.ant-btn:not(.wrap)')].map((e) => e.innerText).join(' '));
  check(`${id}: no Chinese of the page's own in English`, !/[\u4e00-\u9fff]{2}/.test(text.replaceAll('中文', '').replaceAll('样例案件', '')), text.match(/.{0,20}[\u4e00-\u9fff]{2}.{0,20}/)?.[0] ?? '');
}
check('each exception of numbers.mjs is needed', unneeded().length === 0, `\n  ${unneeded().join('\n  ')}`);

// ---- a model's document for a word processor ----
await say('zh');
await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/models?model=vehicle-two-files`, server.address).href);
const [document] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载申报材料' }).click()]);
const zip = readFileSync(await document.path());
check("a model's document is downloaded", document.suggestedFilename().endsWith('.docx') && zip.toString('latin1', 0, 2) === 'PK' && zip.includes('word/document.xml'), document.suggestedFilename());

// ---- leads come by the page, the board's by state ----
const asked = [];
page.on('response', async (r) => r.url().includes('/lead/list') && asked.push(await r.json()));
const last = async () => {
  await settled(page);
  return asked.at(-1);
};
await say('zh');
const leads = new URL(`/c/${encodeURIComponent('样例案件')}/leads`, server.address).href;
const whole = JSON.parse(run('lead', workspace, 'list', '--json')).leads;
const largest = JSON.parse(run('lead', workspace, 'list', '--sort', 'amount', '--json')).leads;
check('there are leads for two pages', whole.length > 50, String(whole.length));
check('the largest first', largest.every((l, i) => i === 0 || Number(largest[i - 1].amount ?? -1) >= Number(l.amount ?? -1)));
await page.goto(`${leads}?page=2`);
await page.getByText(`共 ${whole.length.toLocaleString()} 条`).waitFor();
await becomes('the second page begins after the first', async () => (await last()).leads.length <= 50 && asked.at(-1).leads[0].id === whole[50].id);
await page.locator('th', { hasText: '金额' }).click();
await page.waitForURL(/sort=amount/);
await becomes('sorted by the server, from its first page', async () => (await last()).leads[0].id === largest[0].id && !page.url().includes('page='));
await page.goto(`${leads}?view=board`);
await page.locator('.board-column').first().waitFor();
const board = await last();
check('the board counts all and shows the first', Object.values(board.states).reduce((a, b) => a + b) === whole.length && board.leads.length <= 30 * 11 && (await page.locator('.board-card').count()) <= 30 * 6);

// ---- counts of leads open as many leads ----
const opens = async (place, cell) => {
  await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/${place}`, server.address).href);
  await settled(page);
  const n = Number((await cell.innerText()).replaceAll(',', ''));
  const [told] = await Promise.all([page.waitForResponse((r) => /\/lead\/list\?.*limit=50/.test(r.url())), cell.click()]);
  const shown = await told.json();
  check(`${place}: a number opens as many`, n > 0 && shown.total === n && shown.leads.length === Math.min(n, 50), `${n}, ${shown.total}: ${page.url()}`);
};
await opens('stats', page.locator('tbody .opens').first());
await opens('leads?view=groups', page.locator('tbody .opens').first());
await opens('leads?view=groups', page.locator('tbody .opens').nth(1));
await opens('leads?view=board&page=2', page.locator('.board-column .opens').first());
check('the leads of a column are listed from the first', !page.url().includes('page='), page.url());

// ---- other leads, and another view of them, begin at their first page ----
await page.goto(`${leads}?page=2`);
await page.getByText(`共 ${whole.length.toLocaleString()} 条`).waitFor();
await page.locator('.page-head .ant-segmented-item').nth(1).click();
await page.locator('.board-column').first().waitFor();
await page.locator('.page-head .ant-segmented-item').first().click();
await page.getByText(`共 ${whole.length.toLocaleString()} 条`).waitFor();
await becomes('another view begins at its first page', async () => (await last()).leads[0].id === whole[0].id && !page.url().includes('page='), () => page.url());
await page.goto(`${leads}?page=${Math.ceil(whole.length / 50) + 1}`);
await page.waitForURL((url) => !url.search.includes('page='));
await becomes('a page behind the last is none', async () => (await last()).leads[0].id === whole[0].id);

// ---- on paper: no menus, no buttons, nothing cut off at the side ----
await say('zh');
for (const id of ['overview', 'clues', `leads?lead=${lead.id}`, 'stats']) {
  await page.goto(new URL(`/c/${encodeURIComponent('样例案件')}/${id}`, server.address).href);
  await settled(page);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1050, height: 1480 });
  await settled(page);
  await shot(page, `${name(id)}-print`);
  check(`${id}: no menu on paper`, await page.evaluate(() => [...document.querySelectorAll('nav, .drop')].every((e) => e.getClientRects().length === 0)));
  check(`${id}: it fits on paper`, await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1366, height: 768 });
}

check('the console is silent', page.faults.length === 0, `\n  ${page.faults.join('\n  ')}`);

// ---- a case without statements: each page says so in its own words, and where to begin ----
run('init', path.join(cases, '空案.suyuan'));
for (const id of ['entries', 'graph', 'trace', 'proxies', 'clues', 'inquiries']) {
  await page.goto(new URL(`/c/${encodeURIComponent('空案')}/${id}`, server.address).href);
  await page.getByText('本案还没有流水').waitFor();
  await shot(page, `empty-${id}`);
  const said = await page.locator('#content').innerText();
  check(`${id} of an empty case: nothing of folders and commands`, !said.includes('suyuan') && !said.includes(cases), said);
}
await page.getByRole('button', { name: '去导入流水' }).click();
await page.getByText('把流水文件或文件夹拖到这里').waitFor();
check('an empty case leads to where files are given', page.url().includes('/overview'), page.url());
await close();
await server.stop();
done('how each page looks, in both languages');
process.exit(0);
