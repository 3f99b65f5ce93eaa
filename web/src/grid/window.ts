/* Which rows a scrolled window shows, when there are more of them than a browser can make a
 * page high (33 million pixels in Chromium, 17 in Firefox).
 *
 * Up to MOST_HEIGHT a row stands where its number says. Beyond it the bar is scaled: a jump
 * goes by the bar's share, small scrolls go row by row from where the window is. */

export const MOST_HEIGHT = 8_000_000;

export interface View {
  first: number; // the row at the top, as a number with a part
  top: number; // where the browser's scroll stands
}

export function heightOf(rows: number, rowHeight: number): number {
  return Math.min(rows * rowHeight, MOST_HEIGHT);
}

/* After the browser has scrolled from view.top to top. */
export function scrolled(view: View, top: number, rows: number, rowHeight: number, windowHeight: number): View {
  const full = rows * rowHeight;
  const last = Math.max(0, rows - windowHeight / rowHeight);
  if (full <= MOST_HEIGHT) return { first: Math.min(top / rowHeight, last), top };
  const moved = top - view.top;
  const room = MOST_HEIGHT - windowHeight;
  // Both ends of the bar are both ends of the rows.
  if (top <= 0) return { first: 0, top };
  if (top >= room - 1) return { first: last, top };
  if (Math.abs(moved) < windowHeight) return { first: clamp(view.first + moved / rowHeight, 0, last), top };
  return { first: (top / room) * last, top };
}

/* Where the browser's scroll has to stand for `row` to be at the top. */
export function topOf(row: number, rows: number, rowHeight: number, windowHeight: number): number {
  const last = Math.max(0, rows - windowHeight / rowHeight);
  const first = clamp(row, 0, last);
  if (rows * rowHeight <= MOST_HEIGHT) return first * rowHeight;
  return last === 0 ? 0 : (first / last) * (MOST_HEIGHT - windowHeight);
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
