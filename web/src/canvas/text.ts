/* How wide a text is where nothing can measure it (an SVG that is not shown): Chinese characters
 * and their signs are as wide as they are high, others a little more than half. */
const isWide = (c: string) => c >= '\u2e80' && c <= '\uffee';

export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const c of text) ems += isWide(c) ? 1 : 0.58;
  return ems * size;
}

/* The text, or as much of its beginning as fits. */
export function cutTo(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  let out = '';
  for (const c of text) {
    if (widthOf(`${out}${c}…`, size) > width) break;
    out += c;
  }
  return `${out}…`;
}

/* Lines of at most this width; words of Latin letters stay whole where they can. */
export function wrap(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\u2e80-\uffee]|\s+|[^\u2e80-\uffee\s]{1,40}/gu) ?? []) {
    if (line && widthOf(line + word, size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line ? word : word.trimStart();
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}
