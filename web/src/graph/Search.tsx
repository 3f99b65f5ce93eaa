import { AutoComplete, Input, type InputRef } from 'antd';
import { type KeyboardEvent, type Ref, useEffect, useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { formatMoney } from '../parts/Money';
import { useSettings } from '../app/settings';
import { useWords } from '../words';

export interface FoundAccount {
  id: string;
  holder: string;
  number: string;
  bank: string;
  supplied: boolean;
  by: 'name' | 'number' | 'pinyin';
}

export interface FoundTransfer {
  id: string;
  from: string;
  from_title: string;
  to: string;
  to_title: string;
  time: string;
  amount: string;
}

interface Answer {
  n_accounts: number;
  accounts: FoundAccount[];
  n_transfers: number;
  transfers: FoundTransfer[];
}

const WAIT_MS = 200;
const LONGEST = 40; // characters of a name in the list

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/* What is typed, a moment after the last key. */
function useSettled(text: string): string {
  const [settled, settle] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => settle(text.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/* Names, numbers, pinyin, amounts: the server looks; Enter takes the first. */
export function Search({ caseName, input, onAccount, onTransfer }: { caseName: string; input: Ref<InputRef>; onAccount: (account: FoundAccount) => void; onTransfer: (transfer: FoundTransfer) => void }) {
  const t = useWords();
  const { inWan } = useSettings();
  const [text, setText] = useState('');
  const [isTaken, setTaken] = useState(false); // Enter was pressed before the answer to what stands there has come
  const asked = useSettled(text);
  const { data, loading } = useCall<Answer>(asked ? casePath(caseName, 'find') : undefined, { text: asked });

  const accounts = (data?.accounts ?? []).map((a) => ({
    value: `a${a.id}`,
    label: (
      <div className="found">
        <span>{cut(a.holder) || a.number}</span> <small>{cut([a.number, a.bank].filter(Boolean).join(' '))}</small>
        <em>{t(`search.by.${a.by}`)}</em>
      </div>
    ),
  }));
  const transfers = (data?.transfers ?? []).map((x) => ({
    value: `t${x.id}`,
    label: (
      <div className="found">
        <span className="number">{formatMoney(x.amount, inWan)}</span>{' '}
        <small>
          {cut(x.from_title)} → {cut(x.to_title)} {x.time.slice(0, 10)}
        </small>
      </div>
    ),
  }));
  const more = (shown: number, all: number) => (all > shown ? t('search.cut', { shown, all }) : '');
  const options = [
    { label: <span>{t('search.accounts')} {more(accounts.length, data?.n_accounts ?? 0)}</span>, options: accounts },
    { label: <span>{t('search.transfers')} {more(transfers.length, data?.n_transfers ?? 0)}</span>, options: transfers },
  ].filter((group) => group.options.length > 0);

  const wanted = text.trim();
  const isBehind = wanted !== '' && (asked !== wanted || loading);
  const first = options[0]?.options[0]?.value;

  function take(value: string): void {
    const account = data?.accounts.find((a) => `a${a.id}` === value);
    const transfer = data?.transfers.find((x) => `t${x.id}` === value);
    setText('');
    if (account) onAccount(account);
    else if (transfer) onTransfer(transfer);
  }

  useEffect(() => {
    if (!isTaken || isBehind) return;
    setTaken(false);
    if (text && first) take(first);
  });

  function type(value: string): void {
    const isChoice = /^[at]\S/.test(value) && options.some((g) => g.options.some((o) => o.value === value));
    if (isChoice) return; // told by onSelect
    setTaken(false);
    setText(value);
  }

  /* The list still shows what fitted fewer letters: its first is not what was asked for. */
  function onEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isBehind) return;
    event.stopPropagation();
    setTaken(true);
  }

  return (
    <span onKeyDownCapture={onEnter}>
      <AutoComplete
        aria-label={t('graph.search')}
        value={text}
        onChange={type}
        options={options}
        defaultActiveFirstOption
        notFoundContent={wanted && !isBehind ? t('search.none') : null}
        onSelect={take}
        popupMatchSelectWidth={460}
        style={{ width: 210 }}
      >
        <Input ref={input} placeholder={t('graph.search')} allowClear />
      </AutoComplete>
    </span>
  );
}
