// numbers.mjs - which numbers of a page open nothing: every amount, count and share is in something that can be clicked, or
// fits this list. An exception that no page needs any more is told, too.
const EXCEPTIONS = [
  ['.grid-row, .original, .entry dl, .doubt-card', '', 'a row of a statement itself: it opens, or stands beside, its original'],
  ['tr:has(> td > .ant-table-row-expand-icon)', '', 'a row that unfolds: its original, its reasons'],
  ['', '^[+-]?0(\\.0+)?\\s?%?$', 'nothing is behind zero'],
  ['', '^\\D*0 (笔|条|项|个)(，0\\.00)?$', 'the same'],
  ['', '^\\d{12,}(#\\w+)?$', 'the number of an account: a name'],
  ['.axis-name, .brush-ticks', '', 'days and years of an axis'],
  ['.ant-descriptions', '', 'a fact of the case or the register, as it was entered'],
  ['.stated', '', 'what a file says of itself, with its row'],
  ['p, .doubts-left', '^还有 ', 'how many follow in the list that it stands over'],
  ['.ant-form-item-extra, .hint, th', '', 'words on how a figure is meant, heads of columns'],
  ['#content', '^共 [\\d,]+ (笔|条)', 'how many the list has that it stands over'],
  ['h2.part, .note', '^(转账（|画出 )', 'the same, of a table and of the list of bands'],
  ['[id^=finding-]', '', 'a sentence of a proxy or a clue, whose own button opens its rows'],
  ['.ant-card-body:has(td .any) td', '', 'a line of the log: what was done, as it was written down'],
  ['.ant-card-body > p', '^本案现有 ', 'how large the case is, said before it is checked'],
  ['p', '，共 [\\d,]+ 行：', 'the same, of a table'],
  ['.skip', '', 'what is drawn, for those who do not see it; a card that is chosen has numbers that open'],
];

const needed = new Set();

/* Of the pages that were asked about. */
export const unneeded = () => EXCEPTIONS.filter((_, i) => !needed.has(i));

/* Texts of numbers that nothing opens, with the element they stand in. */
export async function unopened(page) {
  const { found, fits } = await page.evaluate((exceptions) => {
    const openers = 'button, a[href], [role=button], [role=option], summary, label, .ant-select, .ant-picker, .ant-segmented, .ant-pagination';
    const count = /(^|[^\d.:/〔-])\d[\d,]*(\.\d+)?\s?(笔|行|条|个|项|人|元|万元|%|rows?|leads?|entries|accounts|yuan)(?![a-z])/;
    const alone = /^[+-]?\d[\d,]*(\.\d+)?%?$/;
    const found = [];
    const fits = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      const e = node.parentElement;
      if (!/\d/.test(text) || !(e.closest('.money') || alone.test(text) || count.test(text))) continue;
      if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(`nav, header, [aria-hidden=true], ${openers}`)) continue;
      const exception = exceptions.findIndex(([where, what]) => (!where || e.closest(where)) && (!what || new RegExp(what).test(text)));
      if (exception >= 0) fits.push(exception);
      else found.push(`${text.slice(0, 80)} in ${e.closest('[class]')?.className} of ${e.closest('section, td, .ant-card, p, li')?.outerHTML.slice(0, 120)}`);
    }
    return { found, fits };
  }, EXCEPTIONS);
  for (const i of fits) needed.add(i);
  return found;
}
