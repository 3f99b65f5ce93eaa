/* Where the amount of each link is written: on its curve's middle, or a little off where another
 * one stands already. */
import { type Box, overlap, pointOn } from './geometry';
import type { Look } from './look';
import type { PlacedLink } from './scene';

export interface Amount {
  link: PlacedLink;
  text: string;
  box: Box;
}

const HIGH = 15;

/* ◆: of it traced money, by the rule. */
export function amountText(link: PlacedLink, look: Pick<Look, 'money' | 'noted' | 'shares'>): string {
  const traced = look.shares && link.tainted !== undefined && link.share > 0 ? ` ◆${look.money(link.tainted)}` : '';
  return `${look.noted.has(link.key) ? '✎ ' : ''}${look.money(link.amount)}${traced}`;
}

/* The wider links first. at: parts of the curve that may be tried; what finds no place is left out. isFree: nothing else stands there. */
export function placeAmounts(links: PlacedLink[], look: Pick<Look, 'money' | 'noted' | 'shares'>, wide: (text: string) => number, at: readonly number[], isFree: (box: Box) => boolean = () => true): Amount[] {
  const placed: Amount[] = [];
  for (let i = links.length - 1; i >= 0; i--) {
    const link = links[i]!;
    const text = amountText(link, look);
    const width = wide(text) + 6;
    for (const part of at) {
      const [x, y] = pointOn(link.curve, part);
      const box = { left: x - width / 2, right: x + width / 2, top: y - 8, bottom: y - 8 + HIGH };
      if (!isFree(box) || placed.some((other) => overlap(box, other.box))) continue;
      placed.push({ link, text, box });
      break;
    }
  }
  return placed;
}
