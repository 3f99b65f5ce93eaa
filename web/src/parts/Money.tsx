import { useSettings } from '../app/settings';

/* "1234567.00" of the server as 1,234,567.00 or, in 万元, 123.4567. Text in, text out: an
 * amount is never a number of JavaScript. */
export function formatMoney(yuan: string | null | undefined, inWan: boolean): string {
  if (yuan === null || yuan === undefined || yuan === '') return '';
  const minus = yuan.startsWith('-') ? '-' : '';
  let [whole = '0', cents = '00'] = yuan.replace('-', '').split('.');
  if (inWan) {
    const digits = whole.padStart(5, '0');
    cents = (digits.slice(-4) + cents).replace(/0+$/, '');
    whole = digits.slice(0, -4);
  }
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
  return minus + grouped + (cents ? `.${cents}` : '');
}

export function Money({ yuan }: { yuan: string | null | undefined }) {
  const { inWan } = useSettings();
  return <span className="money">{formatMoney(yuan, inWan)}</span>;
}
