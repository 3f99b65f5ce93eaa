/* Amounts in text: as the server writes them, and as people type them, without a number of JavaScript in between: "5万", "50,000", ">1万",
 * "≤2000", "1000-2000", "1万～5万". */
export interface Amounts {
  least: string | undefined;
  most: string | undefined;
}

const ONE = /^\s*([\d,，]+(?:\.\d{1,6})?)\s*(万|亿)?\s*元?\s*$/;
const ZEROS: Record<string, number> = { 万: 4, 亿: 8 };

/* In yuan with at most two decimals; undefined where it is no amount or finer than a fen. */
function typedYuan(text: string): string | undefined {
  const match = ONE.exec(text);
  if (!match?.[1]) return undefined;
  const [whole = '', part = ''] = match[1].replace(/[,，]/g, '').split('.');
  const zeros = ZEROS[match[2] ?? ''] ?? 0;
  const digits = part.padEnd(zeros, '0');
  const rest = digits.slice(zeros).replace(/0+$/, '');
  if (!whole || rest.length > 2) return undefined;
  const yuan = (whole + digits.slice(0, zeros)).replace(/^0+(?=\d)/, '');
  return rest ? `${yuan}.${rest}` : yuan;
}

/* Between yuan of the server and fen, for sums and comparison. */
export function fenOf(yuan: string): bigint {
  const [whole = '0', cents = ''] = yuan.replace('-', '').split('.');
  const fen = BigInt(whole + cents.padEnd(2, '0'));
  return yuan.startsWith('-') ? -fen : fen;
}
export function yuanOf(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/* A fen more or less: > and < leave out the amount itself. */
function next(yuan: string, step: 1n | -1n): string {
  const fen = fenOf(yuan) + step;
  return yuanOf(fen < 0n ? 0n : fen);
}

/* undefined: not an amount, nor two. Nothing typed: no bounds. An amount alone: that amount. */
export function readAmount(text: string): Amounts | undefined {
  if (text.trim() === '') return { least: undefined, most: undefined };
  const [, sign, one] = /^\s*(>=|<=|[>＞≥<＜≤])(.*)$/.exec(text) ?? [];
  if (sign !== undefined) {
    const yuan = typedYuan(one ?? '');
    if (yuan === undefined) return undefined;
    if (sign === '>=' || sign === '≥') return { least: yuan, most: undefined };
    if (sign === '<=' || sign === '≤') return { least: undefined, most: yuan };
    return /[>＞]/.test(sign) ? { least: next(yuan, 1n), most: undefined } : { least: undefined, most: next(yuan, -1n) };
  }
  const [from = '', to, ...more] = text.split(/[-~～—–至到]+/);
  if (more.length > 0) return undefined;
  // "1-5万" is from 10,000.
  const unit = /[万亿]/.exec(to ?? '')?.[0] ?? '';
  const least = typedYuan(to !== undefined && !/[万亿]/.test(from) ? from + unit : from);
  const most = to === undefined ? least : typedYuan(to);
  if (least === undefined || most === undefined) return undefined;
  return { least, most };
}

export function amountText(least: string | null, most: string | null): string {
  if (least && most) return least === most ? least : `${least}-${most}`;
  return least ? `>=${least}` : most ? `<=${most}` : '';
}

/* Bytes for people: 8.2 MB. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let i = 0;
  let n = bytes;
  for (; n >= 1000 && i < units.length - 1; i++) n /= 1000;
  return `${i === 0 ? n : n.toFixed(n < 10 ? 1 : 0)} ${units[i]}`;
}
