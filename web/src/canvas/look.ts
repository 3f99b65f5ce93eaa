/* How the scene is shown: who is chosen, how names and amounts are written. */
import type { Card } from './types';

export interface Look {
  selected: ReadonlySet<string>;
  marked: ReadonlySet<string>; // pinned
  noted: ReadonlySet<string>; // with a note: cards' ids, links' keys
  title: (card: Card) => string;
  under: (card: Card) => string; // the second line
  money: (yuan: string) => string;
  shares: boolean; // a trace is shown
}

/* Told apart in black and white too: by dashes, widths, hatching, never by colour alone. */
export const INK = {
  paper: '#fafbfc',
  card: '#ffffff',
  outside: '#f3f4f6',
  text: '#1f1f1f',
  faint: '#595959',
  border: '#8c8c8c',
  selected: '#0958d9',
  marked: '#b32d00',
  link: '#a3b1c4',
  dim: '#e4e8ed',
  lit: '#5b6f8c',
  arrow: '#4a5a70',
  traced: '#b32d00',
  perhaps: '#f0b49d',
  in: '#237804',
  out: '#8c4a00',
};
