// models_test.mjs PROGRAM PICTURES - a model as an assistant uses it, all of it clicked: what is missing, a pool filled, check,
// dry run, run, another threshold, its own tests; leads judged, which gives precision; a file from elsewhere, seen whole
// before it is installed, compared with the version that is here.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { becomes, check, close, cramped, done, folder, open, pick, program, serious, serve, settled, shot, sound } from './browser.mjs';

const cases = folder();
const elsewhere = folder();
process.env.HOME = elsewhere; // keys that sign, models of this user: not those of whoever runs the test
delete process.env.XDG_CONFIG_HOME;
const run = (...words) => execFileSync(program, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
const day = (plus) => new Date(Date.now() + plus * 86_400_000).toISOString().slice(0, 10);

// ---- an office elsewhere has a newer version: terms that end within 30 days are listed by default ----
run('init', path.join(elsewhere, 'b.suyuan'));
const theirs = path.join(elsewhere, '.config/suyuan/models/seal-lapsed');
mkdirSync(path.dirname(theirs), { recursive: true });
cpSync(path.resolve(import.meta.dirname, '../../models/seal-lapsed'), theirs, { recursive: true });
const yaml = path.join(theirs, 'model.yaml');
const old = readFileSync(yaml, 'utf8');
const version = /^version: (.*)$/m.exec(old)[1];
writeFileSync(yaml, old.replace(/^version: .*$/m, 'version: 9.0.0').replace(/^maker: .*$/m, 'maker: 某市检察院').replace(/(id: days_ahead.*default: )0/, '$130'));
// Its own tests say what they assume: a model that fails them is not installed.
for (const name of readdirSync(path.join(theirs, 'test'))) {
  const test = path.join(theirs, 'test', name);
  const text = readFileSync(test, 'utf8');
  if (!text.includes('set days_ahead')) writeFileSync(test, text.replace(/^(today .*)$/m, '$1\nset days_ahead 0'));
}
const file = path.join(elsewhere, 'seal.symodel');
run('model', path.join(elsewhere, 'b.suyuan'), 'pack', 'seal-lapsed', '-o', file);
execFileSync('rm', ['-rf', theirs]);

run('init', path.join(cases, '甲.suyuan'));
const sheet = path.join(elsewhere, '查封台账.csv');
const seals = [-40, -30, -20, -10, 10, 20].map((end, i) => `(2023)浙0699执${i + 1}号,某县法院,首封,不动产,样权${i + 1}号,${day(end - 1095)},${day(end)},样甲`);
writeFileSync(sheet, ['案号,查封法院,查封类型,财产类型,财产编号,查封日期,查封到期日,权利人', ...seals].join('\n'));

// A document names one of the cases, and two people have written about it.
const named = path.join(elsewhere, '交办.csv');
writeFileSync(named, '案号,执行法院,交办文号,交办单位\n(2023)浙0699执1号,某县法院,某发1号,某委\n');
const petitions = path.join(elsewhere, '来信.csv');
writeFileSync(petitions, '登记编号,来访日期,渠道,申请人,案号\nXF1,2024-05-06,12309,样丁,(2023)浙0699执1号\nXF2,2024-05-07,12309,样戊,(2023)浙0699执1号\n');
run('pool', path.join(cases, '甲.suyuan'), 'load', 'key-cases', named);
run('pool', path.join(cases, '甲.suyuan'), 'load', 'petitions', petitions);

const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
const at = (place) => new URL(`/c/${encodeURIComponent('甲')}/${place}`, server.address).href;
// A button that was busy once keeps the (hidden) name of its wheel.
const runs = () => page.locator('button').filter({ hasText: /^运行$/ });

// ---- what it lacks is said, and it cannot be run ----
await page.goto(at('models?text=' + encodeURIComponent('期限届满未续行')));
const tile = page.locator('.tiles .ant-card').first();
await tile.getByText('缺数据：查封扣押冻结').waitFor();
check('a model without data cannot be run', await tile.getByRole('button', { name: '运行' }).isDisabled());
await tile.getByRole('button', { name: '查看' }).click();
await page.getByText('筛查什么').waitFor();
await becomes('its page says what is missing', async () => (await page.locator('.model-facts').innerText()).includes('数据池为空') || (await page.locator('.model-facts').innerText()).includes('✕'));
check('and does not run it', await runs().isDisabled());

// ---- the pool is filled on its page; the model learns of it by itself ----
await page.goto(at('pools?pool=seals'));
await page.locator('.ant-drawer').getByLabel('选择文件', { exact: true }).setInputFiles(sheet);
await page.locator('.ant-drawer').getByText(/接受 6 行|6 行/).first().waitFor();
await page.goto(at('models?model=seal-lapsed'));
await page.waitForFunction(() => [...document.querySelectorAll('button')].some((b) => b.textContent.trim() === '运行' && !b.disabled));
check('with data it can be run', true);

// ---- dry run, run, another threshold ----
await page.getByRole('button', { name: '试运行', exact: true }).click();
await page.getByText(/试运行：4 条线索，其中新增 4 条/).waitFor();
await becomes('what a dry run found says why it does not open', () => page.getByText('试运行、对比得出而没有记录的线索').first().isVisible());
check('a dry run keeps nothing', JSON.parse(run('lead', path.join(cases, '甲.suyuan'), 'list', '--json')).total === 0);
await shot(page, 'models-dry');
const ahead = page.getByLabel('届满前多少天内也列出');
await ahead.fill('30');
await ahead.press('Tab');
await page.getByRole('button', { name: '与默认参数比较' }).click();
await page.getByText(/默认参数得出 4 条，上面的参数得出 6 条/).waitFor();
await becomes('another threshold is compared with the usual one', async () => (await page.locator('tr').filter({ hasText: '只有上面的参数得出' }).innerText()).includes('2'));
await page.getByRole('button', { name: /只有上面的参数得出/ }).click();
await shot(page, 'models-compared');
await sound(page, 'models', [serious, cramped]);
await ahead.fill('181');
await ahead.press('Tab');
await becomes('a value out of bounds is put right', async () => (await ahead.inputValue()).replace(/\D/g, '') === '180', () => ahead.inputValue());
await ahead.fill('0');
await ahead.press('Tab');
await runs().click();
await page.getByText(/已运行：4 条线索，其中新增 4 条，已消失 0 条/).waitFor();
await runs().click();
await page.getByText(/已运行：4 条线索，其中新增 0 条，已消失 0 条/).waitFor();
await page.locator('button').filter({ hasText: /^试运行$/ }).click();
await page.getByText(/试运行：4 条线索，其中新增 0 条/).waitFor();
await page.locator('.ant-table-row .opens').filter({ hasText: '浙0699执' }).first().click();
await page.locator('.ant-drawer-open').getByText('比对的事实').waitFor();
check('what is recorded opens with its facts', new URL(page.url()).searchParams.has('lead'));
await page.goto(at('models?model=seal-lapsed'));
await runs().waitFor();
check('run again, nothing is new', true);
await page.getByRole('button', { name: '运行测试' }).click();
await page.getByText('通过', { exact: true }).first().waitFor();
await settled(page);
await becomes('its own tests pass on the page', async () => (await page.getByText('通过', { exact: true }).count()) >= 3 && (await page.getByText('未通过').count()) === 0);

// ---- people judge the leads; that is the model's precision ----
await page.getByText('还没有线索').waitFor({ state: 'hidden' });
await becomes('leads that nobody has judged give no share', () => page.getByText('尚无核查结论').first().isVisible());
await page.getByRole('button', { name: '看线索' }).first().click();
await page.locator('.wide-table tbody .ant-table-row').first().waitFor();
await becomes('its leads are those', async () => (await page.locator('.wide-table tbody .ant-table-row').count()) === 4);
for (const [i, word] of [[0, '属实'], [1, '属实'], [2, '不属实']]) {
  await page.locator('.wide-table tbody .ant-table-row').nth(i).locator('button.inline').click();
  const drawer = page.locator('.ant-drawer-open');
  await drawer.getByText('比对的事实').waitFor();
  await drawer.getByLabel('承办人').last().fill('检察官乙');
  await drawer.getByRole('button', { name: '分办' }).click();
  await drawer.getByText('已分派').first().waitFor();
  for (const state of ['核查中', word]) {
    await drawer.getByLabel('转为').click();
    await pick(page, new RegExp(`^${state}$`));
    await drawer.getByLabel('说明').last().fill('已调取查封裁定核对');
    await drawer.getByRole('button', { name: '确定' }).click();
    await page.waitForFunction((s) => document.querySelector('.ant-drawer-open .ant-drawer-body').innerText.trim().startsWith(s), state);
  }
  await page.keyboard.press('Escape');
  await page.locator('.ant-drawer-open').waitFor({ state: 'hidden' });
}
await page.goto(at('models?model=seal-lapsed'));
const share = page.locator('tr').filter({ hasText: `版本 ${version}` });
await share.getByText('66.7%').waitFor();
await becomes('two of three were right, and that three say little', async () => (await share.innerText()).includes('只有 3 条结论'), () => share.innerText());
await shot(page, 'models-precision');

// ---- why a case is a key case: each reason opens its rows, each row its place in the file ----
await page.goto(at('leads?view=key'));
await page.getByRole('button', { name: /来信来访 XF1/ }).click();
const why = page.locator('.ant-drawer-open');
await why.getByText('XF1').waitFor();
await becomes('a reason opens the rows that met it', async () => (await why.getByRole('button', { name: /来信\.csv，第 [23] 行/ }).count()) === 2);
await why.getByRole('button', { name: '来信.csv，第 3 行' }).click();
await becomes('and a row its place', async () => (await why.locator('.original tr.here').innerText()).includes('XF2'));
await why.getByRole('button', { name: /全部理由/ }).click();
await why.getByRole('button', { name: '交办.csv，第 2 行' }).click();
await becomes('so does the document that names it', async () => (await why.locator('.original tr.here').innerText()).includes('某发1号'));
await sound(page, 'why a case is a key case');
await shot(page, 'models-key-case');
await page.keyboard.press('Escape');
await why.waitFor({ state: 'hidden' });

// ---- a file from elsewhere: seen whole, compared, installed ----
await page.goto(at('models'));
await page.getByLabel('装入模型文件…').setInputFiles(sheet);
await page.getByText('查封台账.csv：不是模型包').first().waitFor();
check('what is no model is refused in words', true);
await page.keyboard.press('Escape');
await page.getByText('查封台账.csv：不是模型包').first().waitFor({ state: 'hidden' });
await page.getByLabel('装入模型文件…').setInputFiles(file);
const modal = page.locator('.ant-modal').last();
await modal.getByText('制作者自称“某市检察院”').waitFor();
const preview = await modal.innerText();
check('what it reads is shown before anything is installed', ['查封扣押冻结', '案号', '查封到期日', '9.0.0', `本机已有版本 ${version}`].every((w) => preview.includes(w)), preview.slice(0, 1500));
await modal.getByText('展开 SQL').click();
await becomes('its query, too', async () => (await modal.locator('pre').innerText()).includes('SELECT'));
await shot(page, 'models-install');
const boxes = await modal.evaluate((m) => ({ all: m.getBoundingClientRect().right, pre: m.querySelector('pre').getBoundingClientRect().right, label: m.querySelector('.ant-descriptions-item-label').getBoundingClientRect().width }));
check('it stays in its window, labels on a line', boxes.pre <= boxes.all && boxes.label >= 100, JSON.stringify(boxes));
await modal.getByRole('button', { name: '与现有版本比较' }).click();
await modal.getByText(/版本 .*得出 4 条，.*得出 6 条/).waitFor();
await becomes('two versions stand side by side', async () => (await modal.innerText()).includes('只有版本 9.0.0得出'), async () => (await modal.innerText()).slice(0, 900));
await shot(page, 'models-versions');
await modal.getByRole('button', { name: '已查看，装入' }).click();
await page.getByText('seal-lapsed 9.0.0').waitFor();
await page.waitForFunction(() => [...document.querySelectorAll('button')].some((b) => b.textContent.trim() === '运行' && !b.disabled));
await runs().click();
await page.getByText(/已运行：6 条线索/).waitFor();
check('the newer version runs once it was seen', true);

const refused = page.faults.filter((f) => !/status of 4\d\d/.test(f));
check('the console is silent', refused.length === 0, `\n  ${refused.join('\n  ')}`);
await close();
await server.stop();
done('a model: checked, run, judged, installed from a file');
process.exit(0);
