/* A board on paper, as vectors: one sheet of its own size, or cut into sheets of A3 or A4, each
 * with what it shows in its head. The browser prints it: into a PDF file with the fonts of this
 * computer, without a further program. */
import { escape, save } from './export';
import './sheet.css';

export interface Paper {
  width: number; // mm, lying
  height: number;
}

export const PAPERS: Record<'A4' | 'A3', Paper> = { A4: { width: 297, height: 210 }, A3: { width: 420, height: 297 } };

const MM = 96 / 25.4; // px
const MARGIN = 10; // mm
const LINE = 6; // mm
const MOST = 5000; // mm: a PDF has no larger page
const NS = 'http://www.w3.org/2000/svg';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function boxOf(svg: string): Box {
  const [x = 0, y = 0, width = 1, height = 1] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  return { x, y, width, height };
}

/* What is inside the outermost <svg>. */
const contentOf = (svg: string) => svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));

function headOf(remarks: string[], foot: string): string {
  const lines = [...remarks, foot].filter(Boolean);
  return lines
    .map((line, i) => `<text x="${MARGIN}" y="${MARGIN + LINE * (i + 0.7)}" font-size="${i === 0 ? 5 : 3.6}" font-weight="${i === 0 ? 600 : 400}">${escape(line)}</text>`)
    .join('\n');
}

function sheet(paper: Paper, head: string, top: number, tile: Box, scale: number, content: string): string {
  return [
    `<svg xmlns="${NS}" width="${paper.width}mm" height="${paper.height}mm" viewBox="0 0 ${paper.width} ${paper.height}" font-family="sans-serif">`,
    `<rect width="${paper.width}" height="${paper.height}" fill="#fff"/>`,
    head,
    `<svg x="${MARGIN}" y="${top}" width="${tile.width * scale}" height="${tile.height * scale}" viewBox="${tile.x} ${tile.y} ${tile.width} ${tile.height}">`,
    content,
    '</svg>',
    '</svg>',
  ].join('\n');
}

/* svg: the board, as svgOf gives it. The texts of the sheets, the first with the upper left. */
export function sheetsOf(svg: string, remarks: string[], paper?: Paper, pageOf: (i: number, n: number) => string = () => ''): string[] {
  const box = boxOf(svg);
  const content = contentOf(svg);
  const top = MARGIN + LINE * (remarks.length + 1);
  if (!paper) {
    const scale = Math.min(1 / MM, (MOST - 2 * MARGIN) / box.width, (MOST - top - MARGIN) / box.height);
    const whole = { width: Math.max(160, box.width * scale + 2 * MARGIN), height: box.height * scale + top + MARGIN };
    return [sheet(whole, headOf(remarks, ''), top, box, scale, content)];
  }
  const scale = 1 / MM;
  const wide = (paper.width - 2 * MARGIN) / scale;
  const high = (paper.height - top - MARGIN) / scale;
  const columns = Math.ceil(box.width / wide);
  const rows = Math.ceil(box.height / high);
  return Array.from({ length: columns * rows }, (_, i) => {
    const tile = { x: box.x + (i % columns) * wide, y: box.y + Math.floor(i / columns) * high, width: wide, height: high };
    return sheet(paper, headOf(remarks, pageOf(i + 1, columns * rows)), top, tile, scale, content);
  });
}

export function saveSheet(svg: string, remarks: string[], name: string): void {
  save(`${name}.svg`, new Blob(sheetsOf(svg, remarks), { type: 'image/svg+xml' }));
}

function clear(): void {
  document.querySelectorAll('.sheets, style[data-sheets]').forEach((e) => e.remove());
}

/* Opens the browser's own window for printing, where "save as PDF" is. */
export function printSheets(sheets: string[]): void {
  clear();
  const all = document.createElement('div');
  all.className = 'sheets';
  for (const text of sheets) all.append(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
  const first = all.firstElementChild;
  const size = document.createElement('style');
  size.dataset['sheets'] = '';
  size.textContent = `@page { size: ${first?.getAttribute('width')} ${first?.getAttribute('height')}; margin: 0 }`;
  document.head.append(size);
  document.body.append(all);
  addEventListener('afterprint', clear, { once: true });
  print();
}
