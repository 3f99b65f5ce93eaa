/* The picture as a file: what the canvas shows, as png or as svg that prints at any size. */
import { CARD, pointOn } from './geometry';
import type { Look } from './look';
import type { Scene } from './scene';

export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function savePng(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => blob && save(`${name}.png`, blob));
}

export const escape = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

export function svgOf(scene: Scene, look: Pick<Look, 'title' | 'money'>): string {
  const xs = scene.cards.map((c) => c.x);
  const ys = scene.cards.map((c) => c.y);
  const left = Math.min(...xs) - 20;
  const top = Math.min(...ys) - 20;
  const width = Math.max(...xs) + CARD.width + 20 - left;
  const height = Math.max(...ys) + CARD.height + 70 - top;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif">`,
    '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#4a5a70"/></marker></defs>',
  ];
  for (const link of scene.links) {
    const c = link.curve;
    const [x, y] = pointOn(c, 0.5);
    const d = `M${c[0]} ${c[1]}C${c.slice(2).join(' ')}`;
    parts.push(`<path d="${d}" fill="none" stroke="#7a8aa0" stroke-width="${(1 + Math.sqrt(link.yuan / scene.most) * 8).toFixed(1)}" marker-end="url(#a)"/>`);
    parts.push(`<text x="${x}" y="${y + 4}" font-size="11" text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="3">${escape(look.money(link.amount))}</text>`);
  }
  for (const c of scene.cards) {
    const dash = c.supplied === false ? ' stroke-dasharray="6 4"' : '';
    parts.push(`<rect x="${c.x}" y="${c.y}" width="${CARD.width}" height="${CARD.height}" rx="6" fill="#fff" stroke="#595959"${dash}/>`);
    parts.push(`<text x="${c.x + 8}" y="${c.y + 18}" font-size="13" font-weight="600">${escape(look.title(c).slice(0, 16))}</text>`);
    parts.push(`<text x="${c.x + 8}" y="${c.y + 33}" font-size="11" fill="#595959">${escape([c.number, c.bank].filter(Boolean).join(' ').slice(0, 30))}</text>`);
    parts.push(`<text x="${c.x + 8}" y="${c.y + 58}" font-size="11">↘ ${escape(look.money(c.in))}  ↗ ${escape(look.money(c.out))}</text>`);
  }
  parts.push('</svg>');
  return parts.join('\n');
}
