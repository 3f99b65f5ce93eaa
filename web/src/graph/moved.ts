/* Which transfers a number of the board counts, as the address says it and as the server is asked. */
import type { Options } from '../api/client';

export type Which = 'shown' | 'inner' | 'in' | 'out' | 'within' | 'link';

export interface Moved {
  which: Which;
  from?: string;
  to?: string;
}

/* Names of cards hold no line break. */
export const movedText = ({ which, from, to }: Moved) => [which, from, to].filter((part) => part !== undefined).join('\n');
export const ofCard = (which: 'in' | 'out' | 'within', id: string) => movedText({ which, from: id });

export function movedOf(text: string | undefined): Moved | undefined {
  const [which, from, to] = text?.split('\n') ?? [];
  switch (which) {
    case 'shown':
    case 'inner':
      return { which };
    case 'in':
    case 'out':
    case 'within':
      return from ? { which, from } : undefined;
    case 'link':
      return from && to ? { which, from, to } : undefined;
    default:
      return undefined;
  }
}

export function askOf({ which, from = '', to = '' }: Moved): Options {
  if (which === 'shown') return {};
  if (which === 'inner') return { within: true };
  if (which === 'in') return { to: from };
  if (which === 'out') return { from };
  return which === 'within' ? { from, within: true } : { from, to };
}
