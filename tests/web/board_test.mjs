// board_test.mjs PROGRAM PICTURES - what is arranged on the canvas is kept: saved by itself, there in another browser, two
// tabs lose nothing, a server killed at any moment loses nothing and the page goes on by itself.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { chooseCards, downloaded, kept, trace, wayOf } from './board.mjs';
import { becomes, check, close, done, folder, open, serve, settled, shot } from './browser.mjs';

const cases = folder();
let server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
await page.getByRole('button', { name: '打开样例案件' }).click();
await page.getByText('安添足').first().waitFor();
const at = (query = '') => new URL(`/c/${encodeURIComponent('样例案件')}/graph${query}`, server.address).href;
const saved = (p) => p.getByRole('status').getByText(/已保存/).waitFor();
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
await kept(page);
const after = (await cardsOf(page))['资金图'];
check('what was opened is on the server', after > before, `${before} ${after}`);
await shot(page, 'board-zh');

// ---- a step while the one before is on its way to the server: this browser keeps it until its own turn ----
const letGo = [];
await page.route(/\/board\/save\//, async (route) => {
  await new Promise((go) => letGo.push(go));
  await route.continue();
});
await press(page, 'u');
await becomes('the first is on its way', () => letGo.length === 1);
await press(page, 'U');
letGo[0]();
await becomes('the second is on its way', () => letGo.length === 2);
check('until it is there this browser keeps it', await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('suyuan.board.'))));
check('nor is it said to be saved', !/已保存/.test(await page.locator('[role=status]').first().innerText()));
letGo[1]();
await kept(page);
await page.unroute(/\/board\/save\//);
check('then it is there', (await cardsOf(page))['资金图'] === after);

// ---- the page is left when the server has the first and has not said so: the second goes on from there ----
let isHeard;
await page.route(/\/board\/save\//, async (route) => {
  const response = await route.fetch();
  isHeard = route.fulfill.bind(route, { response });
});
await press(page, 'u');
await becomes('the server has the first', () => isHeard !== undefined);
await press(page, 'U');
await page.unroute(/\/board\/save\//);
await page.reload();
await page.locator('canvas').first().waitFor();
await kept(page);
check('it is the same board, with the second', JSON.stringify(await cardsOf(page)) === JSON.stringify({ 资金图: after }), JSON.stringify(await cardsOf(page)));

// ---- a trace and a pinned path, chosen against its order: it stands in the order of the money ----
const files = (name, query) => new URL(`/api/v1/cases/${encodeURIComponent('样例案件')}/${name}?${new URLSearchParams(query)}`, server.address).href;
const boardOf = async (name = '资金图') => (await page.request.get(new URL(`/api/v1/cases/${encodeURIComponent('样例案件')}/board/show/${encodeURIComponent(name)}`, server.address).href)).json();
const graphOf = async (more = {}) => (await page.request.get(files('graph', { board: '资金图', ...more }))).json();
await trace(page, '后进先出');
await kept(page);
const drawn = await graphOf();
const way = wayOf(drawn);
check('there is a path of three cards', way !== undefined, JSON.stringify(drawn.links));
await chooseCards(page, drawn.cards, [...way].reverse());
await page.getByText('已选 3').waitFor();
await page.getByRole('button', { name: '固定为路径' }).click();
await page.locator('canvas').first().focus();
await page.keyboard.press('Escape');
await page.getByText('固定的路径').first().waitFor();
await kept(page);
const pinned = (await boardOf()).board.exhibits;
check('a pinned path stands in the order of the money', JSON.stringify(pinned[0].cards) === JSON.stringify(way), `${JSON.stringify(pinned)} ${way}`);

// ---- each item of the export menu: opened and read ----
const words = ['资金图', '样例案件', '线索，不是结论', '被执行人：安添足', '规则：后进先出', '金额单位：元', '制图时间：20', '断点：没有这个账户的流水', '追踪资金'];
const exported = (item) =>
  downloaded(page, async () => {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  });
const svg = readFileSync(await exported(/SVG/), 'utf8');
for (const word of words) check(`svg: ${word}`, svg.includes(word));
const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map((m) => m[1]);
check('svg: each card, and amounts of traced money', drawn.cards.every((c) => c.kind === 'outside' || texts.some((x) => x.startsWith((c.holder || c.number || '').slice(0, 6)))) && texts.some((x) => x.includes('◆')), texts.slice(0, 30));
const [wide, high] = /width="([\d.]+)mm" height="([\d.]+)mm"/.exec(svg).slice(1).map(Number);
const picture = readFileSync(await exported(/PNG/));
writeFileSync(path.join(process.argv[3], 'export.png'), picture);
const [pw, ph] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
check('png: it is one', picture.subarray(1, 4).toString() === 'PNG');
check('png: as large as the sheet, twice as fine as a screen', Math.abs(pw - (wide / 25.4) * 192) < 2 && Math.abs(ph - (high / 25.4) * 192) < 2, `${pw}x${ph} of ${wide}x${high} mm`);
// Dark points in the title, in the lines of the head and in the board below it; none in the margin.
const dark = await page.evaluate(async (base64) => {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const g = canvas.getContext('2d');
  g.drawImage(image, 0, 0);
  const count = (from, to) => {
    const { data } = g.getImageData(0, Math.round((from / 25.4) * 192), image.width, Math.round(((to - from) / 25.4) * 192));
    let n = 0;
    for (let i = 0; i < data.length; i += 4) n += data[i] < 90 && data[i + 1] < 90 && data[i + 2] < 90;
    return n;
  };
  return [count(0, 9), count(10, 18), count(18, 40), count(60, 150)];
}, picture.toString('base64'));
check('png: a title, a head, a board', dark[0] === 0 && dark.slice(1).every((n) => n > 500), dark);

await page.evaluate(() => {
  window.printed = 0;
  window.print = () => (window.printed += 1);
});
const printed = [];
for (const [i, [item, paper]] of [['PDF（整图一页', [wide, high]], ['PDF 或打印（按 A3', [420, 297]], ['PDF 或打印（按 A4', [297, 210]]].entries()) {
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.waitForFunction((n) => window.printed > n, i);
  const file = path.join(cases, 'board.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const told = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  const n = Number(/Pages: *(\d+)/.exec(told)[1]);
  printed.push(n);
  const [, ...points] = /Page size: *([\d.]+) x ([\d.]+) pts/.exec(told);
  check(`${item}: on this paper`, points.every((p, k) => Math.abs((p / 72) * 25.4 - paper[k]) < (item.includes('整图') ? 8 : 1)) /* the number of the page takes a line */, `${told} ${paper}`);
  const heads = text.split('\f').slice(0, n);
  for (const word of words) check(`${item}: each page says ${word}`, heads.every((one) => one.includes(word)), text.slice(0, 900));
  check(`${item}: pages are numbered`, heads.every((one, k) => one.includes(`第 ${k + 1} 页，共 ${n} 页`)));
  check(`${item}: the debtor`, text.includes('安添足'));
  check(`${item}: no menu of the page`, !text.includes('补调清单'));
  const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).trim().split('\n').length - 2;
  check(`${item}: vectors, no picture`, images === 0, images);
  if (item.includes('整图')) execFileSync('pdftoppm', ['-r', '80', '-png', '-singlefile', file, path.join(process.argv[3], 'export-pdf')]);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  check(`${item}: the page is as before`, (await page.locator('.sheets').count()) === 0);
}

check('one sheet for all of it, the more the smaller they are', printed[0] === 1 && printed[2] > printed[1], printed);

const edges = { ANX: /<Link End1Id/g, GEXF: /<edge /g, GraphML: /<edge>|<edge /g };
async function asFiles(what, n) {
  for (const [item, edge] of Object.entries(edges)) {
    const text = readFileSync(await exported(new RegExp(`^${item}`)), 'utf8');
    check(`${item}, ${what}: with the debtor, the rule and each line`, text.includes('安添足') && text.includes('规则：后进先出') && text.match(edge)?.length === n, `${text.match(edge)?.length} of ${n}`);
    check(`${item}, ${what}: read as XML`, await page.evaluate((xml) => !new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror'), text));
  }
}
await asFiles('summed', drawn.links.length);
await page.locator('.ant-segmented-item').filter({ hasText: '逐笔' }).click();
await kept(page);
await asFiles('each transfer', (await graphOf({ transfers: '10000' })).transfers.n);
await page.getByRole('button', { name: '撤销' }).click();
await kept(page);

const html = readFileSync(await exported(/路径（网页/), 'utf8');
check('exhibits: a page with the rule and each payment', ['路径 1', '后进先出', '安添足'].every((word) => html.includes(word)) && (html.match(/<tr/g) ?? []).length > 3);
const book = execFileSync('unzip', ['-p', await exported(/路径（xlsx/), 'xl/worksheets/sheet1.xml'], { encoding: 'utf8' });
check('exhibits: a workbook that says the same', ['路径 1', '后进先出', '安添足'].every((word) => book.includes(word)), book.slice(0, 500));

// ---- a link of more transfers than a page: all of them can be seen, and where they stand in entries ----
const most = drawn.links.filter((l) => l.n > 100).sort((p, q) => q.n - p.n)[0];
check('a link has more than a page', most !== undefined, JSON.stringify(drawn.links.map((l) => l.n)));
await chooseCards(page, drawn.cards, [most.from]);
for (let i = 0; i < 200 && !(await page.locator('.graph-side').innerText()).includes(`${most.n} 笔，`); i++) await page.locator('canvas').first().press('l');
const listed = [];
for (let n = 1; n <= Math.ceil(most.n / 100); n++) {
  await page.waitForFunction((want) => document.querySelectorAll('.link-rows li').length === want, Math.min(100, most.n - (n - 1) * 100));
  listed.push(...(await page.locator('.link-rows li').allInnerTexts()));
  if (n === 1) await shot(page, 'board-link-zh');
  if (n * 100 < most.n) await page.locator('.graph-side .ant-pagination-next button').click();
}
const fen = (text) => BigInt(text.replace(/[,.]/g, ''));
const summed = listed.reduce((all, row) => all + fen(row.split(/\s+/).pop()), 0n);
check('all pages together are the sum of the link', listed.length === most.n && summed === fen(most.amount), `${listed.length} ${summed} ${most.amount}`);

// ---- another browser: the same cards, and the steps to undo ----
const second = await open(server.address);
await second.goto(at());
await second.locator('canvas').first().waitFor();
await second.getByRole('button', { name: '撤销' }).waitFor();
await becomes('its steps are there to undo', () => second.getByRole('button', { name: '撤销' }).isEnabled());
check('it is not saved again by being looked at', (await cardsOf(second))['资金图'] === after);

// ---- two tabs: who is slower keeps his own under another name ----
for (let i = 0; i < 10 && (await second.locator('ul.skip li').count()) > before; i++) {
  await second.getByRole('button', { name: '撤销' }).click();
  await settled(second);
}
await kept(second);
await becomes('the second browser has saved', async () => (await cardsOf(second))['资金图'] === before, async () => JSON.stringify(await cardsOf(second)));
await press(page, 'ArrowRight', 'ArrowRight', ']');
await page.getByText(/两者都在/).waitFor();
const both = await cardsOf(page);
check('both are there', Object.keys(both).length === 2 && both['资金图'] === before, JSON.stringify(both));
await page.waitForFunction(() => /%20%28|\+%28|\(/.test(location.search));
await saved(page);

// ---- named boards: deleted, and brought back ----
await second.getByRole('button', { name: /布局：/ }).click();
await second.getByRole('menuitem', { name: '删除布局' }).click();
await second.getByText(/已删除布局/).waitFor();
await becomes('it is gone', async () => !('资金图' in (await cardsOf(second))));
await second.getByRole('button', { name: '撤销' }).last().click();
await second.waitForFunction(() => decodeURIComponent(location.search).includes('board=资金图'));
await settled(second);
await becomes('and back', async () => '资金图' in (await cardsOf(second)));

// ---- the server is killed in the middle of it ----
const faults = page.faults.length;
await server.kill();
await page.getByText('恢复后会自动继续').waitFor();
await press(page, '0');
await page.getByRole('button', { name: '撤销' }).click();
await page.getByRole('status').getByText(/改动暂存本机/).waitFor();
check('it is said in words', !(await page.getByText('Failed to fetch').isVisible()));
await shot(page, 'board-away-zh');
server = await serve('--cases', cases, '--port', String(server.port));
const opener = await page.context().newPage();
await opener.goto(server.address); // the new address, once, in any tab
await opener.close();
await saved(page);
await page.getByText('恢复后会自动继续').waitFor({ state: 'hidden' });
const boards = await cardsOf(page);
check('what was done meanwhile is saved', Object.keys(boards).length === 2, JSON.stringify(boards));
check('only the lost connection was said', page.faults.slice(faults).every((f) => /ERR_CONNECTION|Failed to load resource/.test(f)), page.faults.join('\n'));

await close();
await server.stop();
done('boards on the page: saved, two tabs, a server that is killed');
process.exit(0);
