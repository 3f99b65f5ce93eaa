import { Alert, Button, Card, Select, Space } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import type { CaseAnswer, CaseFacts } from '../api/types';
import { useCall } from '../api/useCall';
import { setParam, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { Answer, Nothing } from '../parts/Answer';
import { Money, formatMoney } from '../parts/Money';
import { Rows } from '../parts/Rows';
import { Verdict, type VerdictState } from '../parts/Verdict';
import { Mark } from '../parts/Mark';
import { type Word, useWords } from '../words';

interface Clue {
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
  after_judgment: boolean;
  reason: string;
  next: string;
  funded: { rule: string; party: string; amount: string }[];
  lower?: string;
  upper?: string;
  matched?: string;
  state: VerdictState;
  entries: string[];
  register?: { state: string };
}
interface Clues {
  clues: Clue[];
  uses: Clue[];
  spending: Clue[];
}

const dates: (keyof CaseFacts)[] = ['suit_served', 'judgment_effective', 'enforcement_filed', 'consumption_restricted', 'terminated', 'resumed'];
const WIDTH = 620;

/* When the money left, beside the dates of the case. */
function Axis({ clue, facts, from, to }: { clue: Clue; facts: CaseFacts; from: number; to: number }) {
  const t = useWords();
  const x = (day: string) => ((Date.parse(day.slice(0, 10)) - from) / Math.max(1, to - from)) * (WIDTH - 20) + 10;
  const known = dates.flatMap((date) => (facts[date] ? [{ date, at: x(facts[date]) }] : [])).sort((a, b) => a.at - b.at);
  // A name that would run into the one before it goes into the line above.
  const rows: number[] = [];
  for (const [i, one] of known.entries()) rows.push(i > 0 && one.at - (known[i - 1]?.at ?? 0) < 64 && rows[i - 1] === 0 ? 1 : 0);
  const begin = x(clue.first);
  const end = Math.max(begin + 4, x(clue.last));

  return (
    <svg width={WIDTH} height={56} role="img" aria-label={`${clue.first.slice(0, 10)} – ${clue.last.slice(0, 10)}`} style={{ maxWidth: '100%' }}>
      <line x1={10} x2={WIDTH - 10} y1={42} y2={42} stroke="#8c8c8c" />
      {known.map(({ date, at }, i) => (
        <g key={date}>
          <line x1={at} x2={at} y1={rows[i] ? 13 : 25} y2={48} stroke="#595959" strokeDasharray="3 2" />
          <text x={at} y={rows[i] ? 10 : 22} fontSize={10} textAnchor="middle" fill="#595959">
            {t(`case.${date}` as Word)}
          </text>
        </g>
      ))}
      <rect x={begin} y={37} width={end - begin} height={10} fill="#b32d00" />
    </svg>
  );
}

function ClueCard({ caseName, clue, facts, from, to, onRows }: { caseName: string; clue: Clue; facts: CaseFacts; from: number; to: number; onRows: (clue: Clue) => void }) {
  const t = useWords();
  const { inWan } = useSettings();
  const unit = t(inWan ? 'money.wan' : 'money.yuan');

  return (
    <Card size="small" style={{ marginBottom: 8 }}>
      <Space wrap size={8} style={{ width: '100%' }}>
        <Mark tone="info">{t(`class.${clue.class}` as Word)}</Mark>
        <Mark>{t('clue.grade', { grade: clue.grade })}</Mark>
        <strong>
          {clue.holder ?? ''} {clue.account ? `…${clue.account.slice(-4)}` : ''} {clue.payee ? `→ ${clue.payee}` : ''}
        </strong>
        <span className="money">
          <Money yuan={clue.amount} /> {unit}
        </span>
        {clue.after && <Mark tone="alert">{t('clue.after', { date: t(`case.${clue.after.replaceAll('-', '_')}` as Word) })}</Mark>}
      </Space>
      <div style={{ margin: '6px 0' }}>{clue.reason}</div>
      <Axis clue={clue} facts={facts} from={from} to={to} />
      {clue.lower !== undefined && (
        <div className="number" style={{ color: '#595959' }}>
          {t('clue.money', {
            matched: formatMoney(clue.matched, inWan),
            lower: formatMoney(clue.lower, inWan),
            upper: formatMoney(clue.upper, inWan),
            fifo: formatMoney(clue.funded.find((f) => f.rule === 'fifo')?.amount ?? '0.00', inWan),
            unit,
          })}
        </div>
      )}
      <div style={{ color: '#595959' }}>{t('clue.next', { next: clue.next })}</div>
      <Space wrap style={{ marginTop: 8 }}>
        <Button size="small" onClick={() => onRows(clue)}>
          {t('rows.open', { n: clue.entries.length })}
        </Button>
        <Verdict caseName={caseName} command="clues" id={clue.id} state={clue.state} />
      </Space>
    </Card>
  );
}

export default function CluesPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const call = useCall<Clues>(casePath(caseName, 'clues'));
  const facts = useCall<CaseAnswer>(casePath(caseName, 'case'));
  const [opened, setOpened] = useState<Clue>();
  const chosen = params.get('class');

  return (
    <>
      <h1 style={{ fontSize: 18, margin: '0 0 8px' }}>{t('page.clues')}</h1>
      <Alert type="info" showIcon title={t('clues.hint')} style={{ marginBottom: 8 }} />
      <Answer call={call}>
        {(data) => {
          const all = [...data.clues, ...data.uses, ...data.spending];
          const classes = [...new Set(all.map((c) => c.class))];
          const shown = all.filter((c) => !chosen || c.class === chosen);
          const days = all.flatMap((c) => [c.first, c.last]).map((d) => Date.parse(d.slice(0, 10)));
          const known = dates.map((d) => facts.data?.case[d]).filter((d): d is string => !!d).map((d) => Date.parse(d));
          const from = Math.min(...days, ...known);
          const to = Math.max(...days, ...known);
          if (all.length === 0) return <Nothing title={t('clues.none')} />;
          return (
            <>
              <Select
                allowClear
                aria-label={t('clues.class')}
                placeholder={t('clues.class')}
                value={chosen ?? undefined}
                onChange={(value: string | undefined) => setParam('class', value)}
                options={classes.map((c) => ({ value: c, label: `${t(`class.${c}` as Word)}（${all.filter((x) => x.class === c).length}）` }))}
                style={{ width: 240, marginBottom: 8 }}
              />
              {facts.data &&
                shown.map((clue) => <ClueCard key={clue.id} caseName={caseName} clue={clue} facts={facts.data!.case} from={from} to={to} onRows={setOpened} />)}
            </>
          );
        }}
      </Answer>
      <Rows caseName={caseName} ids={opened?.entries} title={opened?.reason ?? ''} onClose={() => setOpened(undefined)} />
    </>
  );
}
