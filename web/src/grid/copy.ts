/* Rows as a spreadsheet program takes them from the clipboard: tab-separated text, and HTML in
 * which numbers of accounts stay text. A text that would begin a formula gets an apostrophe. */
export interface Field<T> {
  title: string;
  text: (row: T) => string;
  isNumber?: boolean;
}

export const MOST_COPIED = 20_000;

function harmless(text: string, isNumber: boolean | undefined): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ');
  if (isNumber && /^-?\d+(\.\d+)?$/.test(flat)) return flat;
  return /^\s*[=+\-@＝＋－＠]/.test(flat) ? `'${flat}` : flat;
}

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => escaped[c] ?? c);

export function asTsv<T>(fields: Field<T>[], rows: T[]): string {
  const lines = rows.map((row) => fields.map((f) => harmless(f.text(row), f.isNumber)).join('\t'));
  return [fields.map((f) => f.title).join('\t'), ...lines].join('\n');
}

export function asHtml<T>(fields: Field<T>[], rows: T[]): string {
  const cell = (f: Field<T>, row: T) => `<td${f.isNumber ? '' : ` style="mso-number-format:'\\@'"`}>${escape(harmless(f.text(row), f.isNumber))}</td>`;
  const head = `<tr>${fields.map((f) => `<th>${escape(f.title)}</th>`).join('')}</tr>`;
  return `<meta charset="utf-8"><table>${head}${rows.map((row) => `<tr>${fields.map((f) => cell(f, row)).join('')}</tr>`).join('')}</table>`;
}

/* By the event, not by navigator.clipboard: that one takes the HTML apart under the page's own
 * policy, and what says that a number is text is lost. False when the browser does not let it
 * (the key was pressed too long ago). */
export function toClipboard<T>(fields: Field<T>[], rows: T[]): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', asTsv(fields, rows));
    event.clipboardData?.setData('text/html', asHtml(fields, rows));
    event.preventDefault();
  };
  document.addEventListener('copy', put, { once: true });
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', put);
  return isDone;
}
