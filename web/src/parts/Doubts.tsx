import { App, Button, Select, Space } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParam } from '../app/route';
import { useSettings } from '../app/settings';
import { useParam } from '../app/useParam';
import { type Word, useWords } from '../words';
import { Answer, Nothing } from './Answer';
import { type Doubt, DoubtCard, keyOf, sidesOf, wordsOfDoubt } from './DoubtCard';
import { formatMoney } from './Money';
import { type Say, useDecisions } from './useDecisions';
import './doubts.css';

interface Questions {
  questions: Doubt[];
  may_stay_open: { count: number; amount: string; at_most_each: string };
}

const kinds = ['sides', 'duplicate', 'reversal', 'shadow', 'account'] as const;

function Line({ doubt, isHere, onClick }: { doubt: Doubt; isHere: boolean; onClick: () => void }) {
  const t = useWords();
  const { inWan } = useSettings();
  const [a, b] = sidesOf(doubt);
  const element = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (isHere) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isHere]);
  return (
    <li ref={element} role="option" aria-selected={isHere} className={isHere ? 'here' : ''} onClick={onClick}>
      <span className="money">{formatMoney(doubt.at_stake, inWan)}</span>
      <span>{t(`doubt.kind.${doubt.kind}` as Word)}</span>
      <span className="doubt-names">{a && b ? `${a.holder ?? '?'} — ${b.holder ?? b.other_name ?? '?'}` : doubt.accounts?.join(' = ')}</span>
    </li>
  );
}

/* Which key does what; the same stands on the buttons. */
const keys: Record<string, 'next' | 'back' | 'confirm' | 'reject' | 'undo' | 'original'> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'back',
  ArrowUp: 'back',
  y: 'confirm',
  n: 'reject',
  u: 'undo',
  o: 'original',
};

function Work({ caseName, answer }: { caseName: string; answer: Questions }) {
  const t = useWords();
  const { message } = App.useApp();
  const { decided, decide, undo } = useDecisions(caseName, (error) => void message.error(error.message));
  const [asked, setAsked] = useParam('at');
  const [original, setOriginal] = useParam('original');
  const at = Math.max(0, Math.floor(Number(asked)) || 0);
  const withOriginal = original !== undefined;
  const setAt = (i: number) => setAsked(i > 0 ? String(i) : undefined);
  const box = useRef<HTMLDivElement>(null);
  // What has been said is not asked again, though the server may still be at it.
  const said = new Set(decided.map((d) => d.key));
  const open = answer.questions.filter((q) => !said.has(keyOf(q)));
  const here = open[Math.min(at, open.length - 1)];
  const still = answer.questions.length - open.length;
  const left = open.length + answer.may_stay_open.count;

  useEffect(() => box.current?.focus(), []);

  function act(what: (typeof keys)[string]): void {
    if (what === 'next') setAt(Math.min(at + 1, open.length - 1));
    else if (what === 'back') setAt(Math.max(0, Math.min(at, open.length - 1) - 1));
    else if (what === 'original') setOriginal(withOriginal ? undefined : 'true');
    else if (what === 'undo') void (undo() ?? message.info(t('doubt.nothing_said')));
    else if (here) decide({ key: keyOf(here), words: wordsOfDoubt(here), say: what as Say });
  }

  function onKey(event: KeyboardEvent): void {
    const what = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!what || event.ctrlKey || event.altKey || event.metaKey || (event.target as HTMLElement).closest('input, .original')) return;
    event.preventDefault();
    act(what);
  }

  return (
    <div className="doubts" ref={box} tabIndex={-1} onKeyDown={onKey}>
      <p className="doubts-left" aria-live="polite">
        {t('doubt.left', { n: left.toLocaleString() })}
        {decided.length > 0 && ` ${t('doubt.said', { n: decided.length })}`}
        {still > 0 && ` ${t('doubt.saving')}`}
      </p>
      {here ? (
        <div className="doubts-work">
          <ul role="listbox" tabIndex={0} aria-label={t('doubt.list')}>
            {open.map((q) => (
              <Line key={keyOf(q)} doubt={q} isHere={q === here} onClick={() => setAt(open.indexOf(q))} />
            ))}
          </ul>
          <DoubtCard key={keyOf(here)} caseName={caseName} doubt={here} others={open.filter((q) => q !== here && sharesRow(q, here))} onOther={(q) => setAt(open.indexOf(q))} withOriginal={withOriginal}>
            <Button type="primary" onClick={() => act('confirm')}>
              {t(`doubt.yes.${here.kind}` as Word)} <kbd>Y</kbd>
            </Button>
            <Button onClick={() => act('reject')}>
              {t(`doubt.no.${here.kind}` as Word)} <kbd>N</kbd>
            </Button>
            <Button onClick={() => act('undo')} disabled={decided.length === 0}>
              {t('doubt.undo')} <kbd>U</kbd>
            </Button>
            <Button onClick={() => act('original')}>
              {t('original.title')} <kbd>O</kbd>
            </Button>
          </DoubtCard>
        </div>
      ) : (
        <Nothing title={t('doubt.none')}>
          {decided.length > 0 && (
            <Button onClick={() => act('undo')}>
              {t('doubt.undo')} <kbd>U</kbd>
            </Button>
          )}
        </Nothing>
      )}
      <p className="doubts-help">{t('doubt.help')}</p>
    </div>
  );
}

function sharesRow(one: Doubt, other: Doubt): boolean {
  const words = wordsOfDoubt(other);
  return wordsOfDoubt(one).some((w) => words.includes(w));
}

/* What the program only suspects: two rows (or two numbers) beside each other, and a person says
 * whether they are one. The largest amounts first. */
export function Doubts({ caseName, params }: { caseName: string; params: URLSearchParams }) {
  const t = useWords();
  const kind = params.get('kind') ?? undefined;
  const call = useCall<Questions>(casePath(caseName, 'match', 'list'), { open: true, kind });

  return (
    <>
      <Space>
        <Select
          allowClear
          aria-label={t('doubt.kind')}
          placeholder={t('doubt.kind')}
          value={kind}
          onChange={(value: string | undefined) => setParam('kind', value)}
          options={kinds.map((k) => ({ value: k, label: t(`doubt.kind.${k}`) }))}
          style={{ width: 240 }}
        />
        <span className="doubts-help">{t('doubt.hint')}</span>
      </Space>
      <Answer call={call}>{(answer) => <Work key={kind ?? ''} caseName={caseName} answer={answer} />}</Answer>
    </>
  );
}
