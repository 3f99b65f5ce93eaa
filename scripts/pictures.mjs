// pictures.mjs [PROGRAM] - docs/images/page-*.png: six pages of the sample case (made-up people), in a real
// browser. Needs what tests/web needs.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

process.argv[2] ??= 'build/suyuan';
process.argv[3] = path.resolve(import.meta.dirname, '../docs/images');
const { close, folder, open, program, serve, shot } = await import('../tests/web/browser.mjs');

const cases = folder();
spawnSync(program, ['init', path.join(cases, '样例案件.suyuan'), '--sample'], { stdio: 'inherit' });
const server = await serve('--cases', cases, '--port', '0');
const page = await open(server.address);
const at = (view) => new URL(`/c/${encodeURIComponent('样例案件')}/${view}`, server.address).href;

async function take(view, name, ready) {
  await page.goto(at(view));
  await page.getByText(ready).first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
  await page.waitForTimeout(1200);
  await shot(page, name);
}

await take('overview', 'page-overview', '余额证明');
await take(`entries?least=100000&sort=amount&backwards=true`, 'page-entries', '对手户名');
await take('graph', 'page-graph', '操作记录');
await page.locator('canvas').first().focus();
for (const key of ['Home', ']', '0']) {
  await page.keyboard.press(key);
  await page.waitForTimeout(1500);
}
await shot(page, 'page-graph');
await take('trace?from=6299990102562979425&since=2023-06-05', 'page-trace', '按比例');
await take('proxies', 'page-proxies', '疑似由被执行人实际使用');
await take('clues', 'page-clues', '财产线索来自');
await close();
await server.stop();
process.exit(0);
