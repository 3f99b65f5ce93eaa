// login_test.mjs PROGRAM PICTURES - a server for others: the form, a wrong password, in and out; what two persons decide; users; the log of all that.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { becomes, check, close, cramped, done, folder, open, pick, program, serious, serve, shot, sound } from './browser.mjs';

const cases = folder();
const pem = folder();
const [certificate, key] = ['server.crt', 'server.key'].map((name) => path.join(pem, name));
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
  '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
execFileSync('chmod', ['600', key]);
const add = (name, role) => execFileSync(program, ['users', cases, 'add', name, '--role', role, '--password-file', '-'],
  { input: '足够长的一个密码' + '1234', stdio: ['pipe', 'ignore', 'inherit'] });
add('检察官乙', 'prosecutor');
add('主任甲', 'admin');
const workspace = path.join(cases, '某案.suyuan');
const run = (...words) => JSON.parse(execFileSync(program, [...words, '--json'], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' }));
run('init', workspace, '--sample');
for (const clue of run('clues', workspace).clues.slice(0, 2)) run('clues', workspace, 'lead', clue.id);
const leads = run('lead', workspace, 'list').leads.map((l) => l.id);
run('lead', workspace, 'two-persons', '--require', 'on');

const server = await serve('--cases', cases, '--port', '0', '--tls', certificate, '--key', key);
const page = await open(server.address);

await page.getByRole('heading', { name: '登录' }).waitFor();
await sound(page, 'on the form');
await page.getByText('English').click();
await page.getByRole('heading', { name: 'Log in' }).waitFor();
check('the form speaks English', true);
await page.getByText('中文').click();
await shot(page, 'login');
await page.getByLabel('姓名').fill('检察官乙');
await page.getByLabel('密码').fill('不是这个密码1234');
await page.getByRole('button', { name: '登录' }).click();
await page.getByText('用户名或密码不正确').waitFor();
check('a wrong password is told', true);

await page.getByLabel('密码').fill('足够长的一个密码1234');
await page.getByRole('button', { name: '登录' }).click();
await page.getByText('检察官乙').waitFor();
check('the page says who is logged in', true);
await shot(page, 'logged-in');

// ---- two persons: one proposes, and may take it back ----
const drawer = page.locator('.ant-drawer-open');
const openLead = (id) => page.goto(new URL(`/c/${encodeURIComponent('某案')}/leads?lead=${id}`, server.address).href);
const leadOf = async (id) => (await (await page.request.get(new URL(`/api/v1/cases/${encodeURIComponent('某案')}/lead/show/${id}`, server.address).href)).json()).leads[0];
const proposal = drawer.locator('.ant-alert').filter({ hasText: '待另一人确认' });
async function propose() {
  await drawer.getByLabel('转为').click();
  await pick(page, /^办结$/);
  await drawer.getByRole('button', { name: '提请确认' }).click();
  await proposal.waitFor();
}
for (const id of leads) {
  await openLead(id);
  await propose();
}
check('what one has proposed is not done yet', (await leadOf(leads[1])).state === 'screened' && (await leadOf(leads[1])).proposed.who === '检察官乙');
check('nobody confirms his own', (await proposal.innerText()).includes('本人提请的') && (await proposal.getByRole('button', { name: '确认', exact: true }).isDisabled()));
await shot(page, 'proposal');
await proposal.getByRole('button', { name: '撤回提请' }).click();
await proposal.waitFor({ state: 'hidden' });
await becomes('it is taken back', async () => (await leadOf(leads[1])).proposed === null);
await propose();
await page.goto(server.address);

await page.getByRole('button', { name: '退出登录' }).click();
await page.getByRole('heading', { name: '登录' }).waitFor();
check('after logging out there is the form again', true);

const settings = new URL(`/c/${encodeURIComponent('某案')}/settings?part=users`, server.address).href;
async function enter(name, password) {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText(name).first().waitFor();
}
await enter('主任甲', '足够长的一个密码1234');
// ---- two persons: another one confirms, or does not ----
await openLead(leads[0]);
await proposal.getByRole('button', { name: '确认', exact: true }).click();
await proposal.waitFor({ state: 'hidden' });
const closed = await leadOf(leads[0]);
check('another one confirms: both stand in its history', closed.state === 'closed' && closed.history.at(-1).who === '主任甲' && closed.history.at(-1).said.proposed_by === '检察官乙', JSON.stringify(closed.history));
await becomes('and on the page', async () => (await drawer.innerText()).includes('办结') && (await drawer.locator('ol').innerText()).includes('检察官乙'));
await openLead(leads[1]);
await proposal.getByRole('button', { name: '不同意，退回' }).click();
await proposal.waitFor({ state: 'hidden' });
const left = await leadOf(leads[1]);
check('or declines: it stays as it was', left.state === 'screened' && left.proposed === null, JSON.stringify(left.history));
check('nothing but a wrong password was refused', page.faults.every((f) => /status of 4(01|03)/.test(f)), page.faults.join('\n'));

// ---- users ----
await page.goto(settings);
await page.getByRole('button', { name: '添加' }).click();
await page.getByText('请填写姓名').waitFor();
await becomes('what is missing is said at its place', () => page.getByText('至少 10 个字符').isVisible());
await page.getByLabel('姓名').fill('助理丙');
await page.getByLabel('初始密码').fill('初始密码一二三四五六');
await page.getByRole('button', { name: '添加' }).click();
await page.getByRole('row', { name: /助理丙/ }).waitFor();
await page.getByRole('row', { name: /助理丙/ }).getByRole('button', { name: '停用' }).click();
await page.getByRole('row', { name: /助理丙.*已停用/ }).waitFor();
await page.getByLabel('检察官乙 的角色').click();
await pick(page, '只读');
await page.getByText('检察官乙：已更新').waitFor();
check('the last administrator cannot be removed', await page.getByRole('row', { name: /主任甲/ }).getByRole('button', { name: '删除' }).isDisabled());
for (const [lang, zoom, width, height] of [['zh', '', 1366, 768], ['zh', '-150', 911, 512], ['en', '', 1366, 768]]) {
  await page.setViewportSize({ width, height });
  await page.evaluate((l) => localStorage.setItem('suyuan', JSON.stringify({ lang: l, inWan: false })), lang);
  await page.reload();
  await page.getByRole('row', { name: /助理丙/ }).waitFor();
  await shot(page, `users-${lang}${zoom}`);
  await sound(page, `users in ${lang}${zoom}`, [cramped, serious]);
}
await page.evaluate(() => localStorage.removeItem('suyuan'));
await page.reload();
await page.getByRole('row', { name: /助理丙/ }).getByRole('button', { name: '重设密码' }).click();
await page.getByRole('dialog').getByLabel('新密码').fill('另一个足够长的密码');
await page.getByText('至少 10 个字符').waitFor();
await page.getByRole('dialog').getByLabel('新密码').fill('另一个足够长的密码一二三');
await shot(page, 'users-reset');
await page.getByRole('dialog').getByRole('button', { name: '重设密码' }).click();
await page.getByText('助理丙：已更新').waitFor();
await page.getByRole('dialog').waitFor({ state: 'hidden' });

// ---- one's own password ----
await page.getByLabel('当前密码').fill('足够长的一个密码1234');
await page.getByLabel('新密码', { exact: true }).fill('又一个足够长的密码1234');
await page.getByLabel('再次输入新密码').fill('又一个足够长的密码');
await page.getByRole('button', { name: '修改密码' }).click();
await page.getByText('两次输入不一致').waitFor();
await page.getByLabel('再次输入新密码').fill('又一个足够长的密码1234');
await page.getByRole('button', { name: '修改密码' }).click();
await page.getByText('密码已修改').waitFor();
await page.getByRole('row', { name: /助理丙/ }).getByRole('button', { name: '启用' }).click();
await page.getByRole('row', { name: /助理丙.*可以登录/ }).waitFor();
check('this browser stays logged in, and may change things', true);

// ---- the log of the folder: who came in or tried to, and what became of users ----
const acts = {
  zh: ['检察官乙 登录 检察官乙 登录；来自：127.0.0.1；结果：密码错误', '检察官乙 登录 检察官乙 登录；来自：127.0.0.1；结果：完成', '主任甲 用户管理 助理丙 新增用户：助理；来自：127.0.0.1；结果：完成', '主任甲 用户管理 检察官乙 角色：只读；来自：127.0.0.1；结果：完成'],
  en: ['检察官乙 logins 检察官乙 log in; asked from: 127.0.0.1; how it ended: wrong password', '检察官乙 logins 检察官乙 log in; asked from: 127.0.0.1; how it ended: done', '主任甲 users 助理丙 user added: assistant; asked from: 127.0.0.1; how it ended: done', '主任甲 users 检察官乙 role: reader; asked from: 127.0.0.1; how it ended: done'],
};
for (const [lang, wanted] of Object.entries(acts)) {
  await page.evaluate((l) => localStorage.setItem('suyuan', JSON.stringify({ lang: l, inWan: false })), lang);
  await page.goto(settings.replace('part=users', 'part=log&of=folder'));
  await page.getByRole('row', { name: /助理丙/ }).first().waitFor();
  await shot(page, `folder-log-${lang}`);
  const rows = (await page.locator('tr[data-row-key]').allInnerTexts()).map((row) => row.split('\t').slice(1).join(' '));
  for (const row of wanted) check(`the log of the folder: ${row}`, rows.includes(row), `\n  ${rows.join('\n  ')}`);
  await sound(page, `the log of the folder in ${lang}`, [cramped, serious]);
}

await close();
await server.stop();
done('the form to log in, in a real browser');
