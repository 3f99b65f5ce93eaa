// login_test.mjs PROGRAM PICTURES - a server for others: the form, a wrong password, in and out.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { check, close, done, folder, open, program, serious, serve, shot } from './browser.mjs';

const cases = folder();
const pem = folder();
const [certificate, key] = ['server.crt', 'server.key'].map((name) => path.join(pem, name));
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
  '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
execFileSync('chmod', ['600', key]);
execFileSync(program, ['users', cases, 'add', '检察官乙', '--role', 'prosecutor', '--password-file', '-'],
  { input: '足够长的一个密码' + '1234', stdio: ['pipe', 'ignore', 'inherit'] });

const server = await serve('--cases', cases, '--port', '0', '--tls', certificate, '--key', key);
const page = await open(server.address);

await page.getByRole('heading', { name: '登录' }).waitFor({ timeout: 30_000 });
check('nothing serious on the form', (await serious(page)).length === 0, (await serious(page)).join());
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
await page.getByText('检察官乙').waitFor({ timeout: 30_000 });
check('the page says who is logged in', true);
await shot(page, 'logged-in');

await page.getByRole('button', { name: '退出登录' }).click();
await page.getByRole('heading', { name: '登录' }).waitFor({ timeout: 30_000 });
check('after logging out there is the form again', true);

await close();
await server.stop();
done('the form to log in, in a real browser');
