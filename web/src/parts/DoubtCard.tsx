import { Button } from 'antd';
import type { ReactNode } from 'react';

import { casePath } from '../api/client';
import type { Entry } from '../api/types';
import { useCall } from '../api/useCall';
import { useSettings } from '../app/settings';
import { type Word, useWords } from '../words';
import { Money, formatMoney } from './Money';
import { Original } from './Original';
import { placeOf } from './place';
import { stated } from './when';

export interface DoubtSide {
  id: string;
  file: string;
  sheet: string | null;
  row: number;
  time: string;
  amount: string;
  holder: string | null;
  other_name: string | null;
  summary: string | null;
}
export interface Doubt {
  kind: 'sides' | 'duplicate' | 'reversal' | 'shadow' | 'account';
  reason: string;
  at_stake: string;
  accounts?: [string, string];
  rows?: number;
  [side: string]: unknown;
}

/* How the two rows of a kind are called in the answer. */
const sides: Record<Doubt['kind'], [string, string] | undefined> = {
  sides: ['out', 'in'],
  reversal: ['taken_back', 'takes_back'],
  duplicate: ['kept', 'repeat'],
  shadow: ['card', 'wallet'],
  account: undefined,
};

export function sidesOf(doubt: Doubt): [DoubtSide | undefined, DoubtSide | undefined] {
  const names = sides[doubt.kind];
  return names ? [doubt[names[0]] as DoubtSide, doubt[names[1]] as DoubtSide] : [undefined, undefined];
}
export function wordsOfDoubt(doubt: Doubt): [string, string] {
  const [a, b] = sidesOf(doubt);
  return a && b ? [a.id, b.id] : (doubt.accounts ?? ['', '']);
}
export const keyOf = (doubt: Doubt) => wordsOfDoubt(doubt).join(' ');

const fields = ['time', 'amount', 'holder', 'account', 'other', 'other_account', 'summary', 'note', 'balance', 'serial'] as const;

function fieldOf(entry: Entry | undefined, side: DoubtSide, name: (typeof fields)[number]): string {
  if (name === 'time') return stated(side.time);
  if (name === 'other') return entry?.other_name ?? side.other_name ?? '';
  if (name === 'amount' || name === 'holder' || name === 'summary') return side[name] ?? '';
  return entry?.[name] ?? '';
}

/* The two rows, field by field. */
function Compared({ caseName, a, b, kind }: { caseName: string; a: DoubtSide; b: DoubtSide; kind: string }) {
  const t = useWords();
  const call = useCall<{ entries: Entry[] }>(casePath(caseName, 'entries'), { entry: `${a.id},${b.id}` });
  const rows = [a, b].map((side) => ({ side, entry: call.data?.entries.find((e) => e.id === side.id) }));
  const show = (text: string, name: string) => (name === 'amount' || name === 'balance' ? <Money yuan={text} /> : text);

  return (
    <table className="doubt-table">
      <thead>
        <tr>
          <td />
          {sides[kind as Doubt['kind']]?.map((name) => (
            <th key={name} scope="col">
              {t(`doubt.side.${name}` as Word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((name) => {
          const texts = rows.map(({ entry, side }) => fieldOf(entry, side, name));
          if (texts.every((text) => text === '')) return null;
          return (
            <tr key={name} className={texts[0] === texts[1] ? 'same' : ''}>
              <th scope="row">{t(`entry.${name}` as Word)}</th>
              {texts.map((text, i) => (
                <td key={i}>{show(text, name)}</td>
              ))}
            </tr>
          );
        })}
        <tr>
          <th scope="row">{t('entry.file')}</th>
          {rows.map(({ side }) => (
            <td key={side.id} className="doubt-place">
              {placeOf(t, side.file, side)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

interface Props {
  caseName: string;
  doubt: Doubt;
  others: Doubt[]; // other candidates for one of the two rows
  onOther: (doubt: Doubt) => void;
  withOriginal: boolean;
  children: ReactNode; // what can be done
}

export function DoubtCard({ caseName, doubt, others, onOther, withOriginal, children }: Props) {
  const t = useWords();
  const { inWan } = useSettings();
  const [a, b] = sidesOf(doubt);

  return (
    <section className="doubt-card" aria-label={t(`doubt.ask.${doubt.kind}`)}>
      <h2>{t(`doubt.ask.${doubt.kind}`)}</h2>
      <p>
        {t('doubt.reason')}
        <strong>{t(`why.${doubt.reason}` as Word)}</strong>
        {doubt.rows !== undefined && ` · ${t('doubt.rows', { n: doubt.rows })}`}
      </p>
      {a && b ? <Compared caseName={caseName} a={a} b={b} kind={doubt.kind} /> : <p className="doubt-accounts">{doubt.accounts?.join('　=？　')}</p>}
      <div className="doubt-buttons">{children}</div>
      <p className="doubts-help">{t(`doubt.means.${doubt.kind}`)}</p>
      {others.length > 0 && (
        <div>
          {t('doubt.others', { n: others.length })}
          {others.map((q) => (
            <Button key={keyOf(q)} size="small" type="link" onClick={() => onOther(q)}>
              {formatMoney(q.at_stake, inWan)} {stated(sidesOf(q)[1]?.time ?? '')} {sidesOf(q)[1]?.holder}
            </Button>
          ))}
        </div>
      )}
      {withOriginal && a && b && [a, b].map((side) => <Original key={side.id} caseName={caseName} id={side.id} place={placeOf(t, side.file, side)} />)}
    </section>
  );
}
