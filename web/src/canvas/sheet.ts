/* A board on paper, as vectors: one sheet of its own size, or cut into sheets of A3 or A4, each
 * with what it shows in its head: words and what the signs mean. The browser prints it: into a PDF
 * file with the fonts of this computer, without a further program. */
import { saveFile } from '../api/download';
import { INK } from './look';
import { savePng } from './png';
import './sheet.css';
import { type Picture, escape } from './svg';
import { widthOf, wrap } from './text';

export interface Paper {
  width: number; // mm, lying
  height: number;
}

export const PAPERS: Record<'A4' | 'A3', Paper> = { A4: { width: 297, height: 210 }, A3: { width: 420, height: 297 } };

export type Sign = 'dashed' | 'in' | 'out' | 'width' | 'traced' | 'amount' | 'marked' | 'noted';

/* What stands above each sheet. */
export interface Head {
  remarks: string[]; // the first is the title
  signs: { sign: Sign; text: string }[];
  pageOf: (i: number, n: number) => string;
}

export interface Sheet extends Paper {
  text: string; // svg
}

const MM = 96 / 25.4; // px
const MARGIN = 10; // mm
const MOST = 5000; // mm: a PDF has no larger page
const LEAST_WIDTH = 180; // mm: that the head can be read
const TITLE = { size: 5, line: 7.2, most: 2 };
const REMARK = { size: 3.6, line: 5.2, most: 3 };
const SIGN = { wide: 8, gap: 6 };
const NS = 'http://www.w3.org/2000/svg';

/* ---- the head ---- */

const box = (x: number, y: number, more: string) => `<rect x="${x}" y="${y - 2.8}" width="${SIGN.wide - 2}" height="3.2" rx="0.6" ${more}/>`;
const line = (x: number, y: number, width: number, colour: string) => `<path d="M${x} ${y - 1.2}h${SIGN.wide - 2}" stroke="${colour}" stroke-width="${width}"/>`;
const letter = (x: number, y: number, text: string) => `<text x="${x + 1}" y="${y}" font-size="${REMARK.size}">${text}</text>`;
const SIGNS: Record<Sign, (x: number, y: number) => string> = {
  dashed: (x, y) => box(x, y, `fill="#fff" stroke="${INK.border}" stroke-width="0.3" stroke-dasharray="1.2 0.8"`),
  in: (x, y) => box(x, y, `fill="${INK.in}"`),
  out: (x, y) => box(x, y, `fill="none" stroke="${INK.out}" stroke-width="0.45"`),
  width: (x, y) => line(x, y - 0.9, 0.4, INK.link) + line(x, y + 0.6, 1.6, INK.link),
  traced: (x, y) => line(x, y, 2.4, INK.link) + line(x, y, 1, INK.traced),
  amount: (x, y) => letter(x, y, '◆'),
  marked: (x, y) => box(x, y, `fill="#fff" stroke="${INK.marked}" stroke-width="0.8"`),
  noted: (x, y) => letter(x, y, '✎'),
};

/* Texts and signs in the width that there is, and how high it is. */
function headOf({ remarks, signs }: Head, foot: string, width: number): { svg: string; height: number } {
  const out: string[] = [];
  let y = MARGIN;
  [...remarks, foot].filter(Boolean).forEach((remark, i) => {
    const form = i === 0 ? TITLE : REMARK;
    for (const text of wrap(remark, form.size, width - 2 * MARGIN, form.most)) {
      y += form.line;
      out.push(`<text x="${MARGIN}" y="${y - 2}" font-size="${form.size}" font-weight="${i === 0 ? 600 : 400}">${escape(text)}</text>`);
    }
  });
  let x = MARGIN;
  y += REMARK.line;
  for (const { sign, text } of signs) {
    const wide = SIGN.wide + widthOf(text, REMARK.size) + SIGN.gap;
    if (x > MARGIN && x + wide > width - MARGIN) {
      x = MARGIN;
      y += REMARK.line;
    }
    out.push(SIGNS[sign](x, y - 2), `<text x="${x + SIGN.wide}" y="${y - 2}" font-size="${REMARK.size}">${escape(text)}</text>`);
    x += wide;
  }
  return { svg: out.join('\n'), height: y + 2 };
}

/* ---- sheets ---- */

interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
}

function sheet(paper: Paper, head: { svg: string; height: number }, tile: Tile, scale: number, content: string): Sheet {
  const text = [
    `<svg xmlns="${NS}" width="${paper.width}mm" height="${paper.height}mm" viewBox="0 0 ${paper.width} ${paper.height}" font-family="sans-serif">`,
    `<rect width="${paper.width}" height="${paper.height}" fill="#fff"/>`,
    head.svg,
    `<svg x="${MARGIN}" y="${head.height}" width="${tile.width * scale}" height="${tile.height * scale}" viewBox="${tile.x} ${tile.y} ${tile.width} ${tile.height}">`,
    content,
    '</svg>',
    '</svg>',
  ].join('\n');
  return { ...paper, text };
}

/* All of it on one sheet as large as it needs. */
export function sheetOf({ box: b, content }: Picture, head: Head, page = ''): Sheet {
  const [wide, high] = [b.right - b.left, b.bottom - b.top];
  const width = Math.min(MOST, Math.max(LEAST_WIDTH, wide / MM + 2 * MARGIN));
  const top = headOf(head, page, width);
  const scale = Math.min(1 / MM, (MOST - 2 * MARGIN) / wide, (MOST - top.height - MARGIN) / high);
  return sheet({ width, height: high * scale + top.height + MARGIN }, top, { x: b.left, y: b.top, width: wide, height: high }, scale, content);
}

/* Cut into sheets of paper, the first with the upper left. */
export function sheetsOf({ box: b, content }: Picture, head: Head, paper: Paper): Sheet[] {
  const { height: top } = headOf(head, head.pageOf(1, 1), paper.width);
  const wide = (paper.width - 2 * MARGIN) * MM;
  const high = (paper.height - top - MARGIN) * MM;
  const columns = Math.ceil((b.right - b.left) / wide);
  const n = columns * Math.ceil((b.bottom - b.top) / high);
  return Array.from({ length: n }, (_, i) => {
    const tile = { x: b.left + (i % columns) * wide, y: b.top + Math.floor(i / columns) * high, width: wide, height: high };
    return sheet(paper, headOf(head, head.pageOf(i + 1, n), paper.width), tile, 1 / MM, content);
  });
}

/* ---- what becomes of them ---- */

export const saveSvg = ({ text }: Sheet, name: string) => saveFile(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
export const savePicture = (one: Sheet, name: string) => savePng(one.text, name, one);

function clear(): void {
  document.querySelectorAll('.sheets, style[data-sheets]').forEach((e) => e.remove());
}

/* Opens the browser's own window for printing, where "save as PDF" is. */
export function printSheets(sheets: Sheet[]): void {
  clear();
  const all = document.createElement('div');
  all.className = 'sheets';
  for (const { text } of sheets) all.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
  const first = sheets[0];
  const size = document.createElement('style');
  size.dataset['sheets'] = '';
  size.textContent = `@page { size: ${first?.width}mm ${first?.height}mm; margin: 0 }`;
  document.head.append(size);
  document.body.append(all);
  addEventListener('afterprint', clear, { once: true });
  print();
}
