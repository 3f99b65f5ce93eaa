/* The board as SVG: the same signs as on the canvas, every card whole and at life size. It is what
 * pictures and paper are made of (sheet.ts). */
import { type Amount, placeAmounts } from './amounts';
import { widthOf as widthOfLink } from './drawLinks';
import { type Box, type Curve, CARD, overlap } from './geometry';
import { INK, type Look } from './look';
import { type PlacedCard, type PlacedLink, type Scene, numberOf } from './scene';
import { cutTo, widthOf } from './text';

type PictureLook = Pick<Look, 'title' | 'under' | 'money' | 'marked' | 'noted' | 'shares'>;

export interface Picture {
  box: Box;
  content: string;
  unsaid: number; // links whose amount found no place
}

const EDGE = 20;
const TRIED = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9] as const;

export const escape = (text: string) =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

function boxOf(scene: Scene, amounts: Amount[]): Box {
  const box = { ...scene.world };
  for (const { box: b } of [...scene.links, ...amounts]) {
    box.left = Math.min(box.left, b.left);
    box.top = Math.min(box.top, b.top);
    box.right = Math.max(box.right, b.right);
    box.bottom = Math.max(box.bottom, b.bottom);
  }
  return { left: box.left - EDGE, top: box.top - EDGE, right: box.right + EDGE, bottom: box.bottom + EDGE };
}

const path = (c: Curve, width: number, colour: string, more = '') =>
  `<path d="M${c[0]} ${c[1]}C${c.slice(2).join(' ')}" fill="none" stroke="${colour}" stroke-width="${width.toFixed(1)}"${more}/>`;

function linkOf(link: PlacedLink, most: number, shares: boolean): string[] {
  const out = [path(link.curve, widthOfLink(link.yuan, most), INK.link, ' marker-end="url(#a)"')];
  if (shares && link.share > 0) out.push(path(link.curve, widthOfLink(link.yuan * link.share, most), INK.traced));
  return out;
}

function amountOf({ text, box }: Amount): string {
  return `<text x="${((box.left + box.right) / 2).toFixed(1)}" y="${(box.top + 12).toFixed(1)}" font-size="11" text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="3">${escape(text)}</text>`;
}

function frameOf(c: PlacedCard, look: PictureLook): string[] {
  const isMarked = look.marked.has(c.id);
  const frame = (d: number, more: string) => `<rect x="${c.x + d}" y="${c.y + d}" width="${CARD.width}" height="${CARD.height}" rx="6" fill="${c.kind === 'outside' ? INK.outside : INK.card}" ${more}/>`;
  const stroke = `stroke="${isMarked ? INK.marked : INK.border}" stroke-width="${isMarked ? 3 : 1}"${c.supplied === false ? ' stroke-dasharray="6 4"' : ''}`;
  return [...(c.kind === 'fold' ? [8, 4] : []).map((d) => frame(d, `stroke="${INK.border}"`)), frame(0, stroke)];
}

function barOf(c: PlacedCard, side: 'in' | 'out', y: number, most: number, look: PictureLook): string[] {
  const yuan = numberOf(c[side]);
  const width = Math.max(Math.sqrt(yuan / most) * (CARD.width - 110), yuan > 0 ? 2 : 0).toFixed(1);
  const bar = side === 'in' ? `<rect x="${c.x + 8}" y="${y}" width="${width}" height="8" fill="${INK.in}"/>` : `<rect x="${c.x + 8.75}" y="${y + 0.75}" width="${width}" height="6.5" fill="none" stroke="${INK.out}" stroke-width="1.5"/>`;
  return [bar, `<text x="${c.x + CARD.width - 8}" y="${y + 8}" font-size="11" text-anchor="end">${side === 'in' ? '↘' : '↗'} ${escape(look.money(c[side]))}</text>`];
}

function cardOf(c: PlacedCard, most: number, look: PictureLook): string[] {
  const title = (look.noted.has(c.id) ? '✎' : '') + look.title(c);
  return [
    ...frameOf(c, look),
    `<text x="${c.x + 8}" y="${c.y + 18}" font-size="13" font-weight="600">${escape(cutTo(title, 13, CARD.width - 16))}</text>`,
    `<text x="${c.x + 8}" y="${c.y + 33}" font-size="11" fill="${INK.faint}">${escape(cutTo(look.under(c), 11, CARD.width - 16))}</text>`,
    ...barOf(c, 'in', c.y + 40, most, look),
    ...barOf(c, 'out', c.y + 53, most, look),
  ];
}

const ARROW = `<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${INK.arrow}"/></marker></defs>`;

export function pictureOf(scene: Scene, look: PictureLook): Picture {
  const amounts = placeAmounts(scene.links, look, (text) => widthOf(text, 11), TRIED, (box) => !scene.cards.some((c) => overlap(box, { left: c.x, top: c.y, right: c.x + CARD.width, bottom: c.y + CARD.height })));
  const content = [
    ARROW,
    ...scene.links.flatMap((link) => linkOf(link, scene.most, look.shares)),
    ...scene.cards.flatMap((card) => cardOf(card, scene.mostTurnover, look)),
    ...amounts.map(amountOf),
  ].join('\n');
  return { box: boxOf(scene, amounts), content, unsaid: scene.links.length - amounts.length };
}
