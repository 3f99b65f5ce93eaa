import { App, Button, Card, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { go } from '../app/route';
import { useSettings } from '../app/settings';
import { type Word, useBoth, useWords } from '../words';
import { Mark } from './Mark';
import { Money, formatMoney } from './Money';
import { Opens } from './Opens';
import { placeOf } from './place';
import { VERDICT_KEYS } from './useListKeys';
import { Verdict, type VerdictState } from './Verdict';

interface Register {
  state: 'no-register' | 'not-found' | 'found' | 'transferred' | 'ended';
  pool: string | null;
  words?: string;
  words_en?: string;
  place?: { file: string; sheet: string | null; row: number };
}
export interface Clue {
  id: string;
  class: string;
  grade: 'A' | 'B' | 'C';
  standing: string;
  holder: string | null;
  account: string | null;
  payee: string | null;
  amount: string;
  first: string;
  last: string;
  after: string | null;
  reason: string;
  reason_en: string;
  next: string;
  next_en: string;
  funded: { rule: string; party: string; amount: string }[];
  lower?: string;
  upper?: string;
  matched?: string;
  state: VerdictState;
  lead: string | null;
  entries: string[];
  register?: Register;
}

export const clueTitle = (clue: Clue): string =>
  [clue.holder, clue.account && `…${clue.account.slice(-4)}`, clue.payee && `→ ${clue.payee}`].filter(Boolean).join(' ');

const hasRegister = new Set(['real_estate', 'vehicle', 'insurance', 'equity']);

/* What a register says of it, or how to get one. */
function Registered({ caseName, kind, register }: { caseName: string; kind: string; register: Register }) {
  const t = useWords();
  const both = useBoth();
  const { place } = register;

  // Of some kinds of property there is no register to load.
  if (register.state === 'no-register' && !hasRegister.has(kind)) return null;
  if (register.state === 'no-register')
    return (
      <div>
        {t('clue.register.none')}{' '}
        <Button type="link" size="small" className="inline" onClick={() => go(caseName, 'pools')}>
          {t('clue.register.load')}
        </Button>
      </div>
    );
  return (
    <div>
      <Mark tone={register.state === 'found' ? 'good' : 'alert'}>{t('clue.register')}</Mark>
      {both({ zh: register.words ?? '', en: register.words_en ?? '' })}
      {place && <div className="quiet small">{placeOf(t, place.file, place)}</div>}
    </div>
  );
}

function MakeLead({ caseName, clue, isChosen }: { caseName: string; clue: Clue; isChosen: boolean }) {
  const t = useWords();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    try {
      await post(casePath(caseName, 'clues', 'lead', clue.id));
      void message.success(t('clue.lead.made'));
    } catch (failure) {
      void message.error((failure as Error).message);
    }
    setBusy(false);
  }

  if (clue.lead)
    return (
      <Button size="small" data-key={VERDICT_KEYS.lead} onClick={() => go(caseName, 'leads', { lead: clue.lead ?? '' })}>
        {t('clue.lead.open')} {isChosen && <kbd>L</kbd>}
      </Button>
    );
  return (
    <Button size="small" type="primary" loading={isBusy} disabled={clue.state === 'refuted'} data-key={VERDICT_KEYS.lead} onClick={() => void make()}>
      {t('clue.lead')} {isChosen && <kbd>L</kbd>}
    </Button>
  );
}

export function ClueCard({ caseName, clue, isChosen, onRows }: { caseName: string; clue: Clue; isChosen: boolean; onRows: () => void }) {
  const t = useWords();
  const { inWan } = useSettings();
  const both = useBoth();
  const unit = t(inWan ? 'money.wan' : 'money.yuan');

  return (
    <Card size="small" id={`finding-${clue.id}`} className={isChosen ? 'chosen' : ''} aria-current={isChosen}>
      <Space wrap size={8}>
        <Mark>{t('clue.grade', { grade: clue.grade })}</Mark>
        <Mark tone="info">{t(`standing.${clue.standing}` as Word)}</Mark>
        {clue.after && <Mark tone="alert">{t('clue.after', { date: t(`case.${clue.after.replaceAll('-', '_')}` as Word) })}</Mark>}
      </Space>
      <div className="clue-head">
        <strong>{clueTitle(clue)}</strong>
        <strong>
          <Opens onOpen={onRows}>
            <Money yuan={clue.amount} />
          </Opens>{' '}
          {unit}
        </strong>
      </div>
      <div>{both({ zh: clue.reason, en: clue.reason_en })}</div>
      {clue.lower !== undefined && (
        <div className="figures">
          <Opens onOpen={onRows}>
            {t('clue.money', {
              matched: formatMoney(clue.matched, inWan),
              lower: formatMoney(clue.lower, inWan),
              upper: formatMoney(clue.upper, inWan),
              fifo: formatMoney(clue.funded.find((f) => f.rule === 'fifo')?.amount ?? '0.00', inWan),
              unit,
            })}
          </Opens>
        </div>
      )}
      {clue.register && <Registered caseName={caseName} kind={clue.class} register={clue.register} />}
      <div className="quiet">{t('clue.next', { next: both({ zh: clue.next, en: clue.next_en }) })}</div>
      <Space wrap className="no-print" style={{ marginTop: 8 }}>
        <Button size="small" data-key={VERDICT_KEYS.rows} onClick={onRows}>
          {t('rows.open', { n: clue.entries.length })} {isChosen && <kbd>O</kbd>}
        </Button>
        <MakeLead caseName={caseName} clue={clue} isChosen={isChosen} />
        <Verdict caseName={caseName} command="clues" id={clue.id} state={clue.state} hasKeys={isChosen} />
      </Space>
    </Card>
  );
}
