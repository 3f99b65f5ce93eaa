import { Button } from 'antd';
import type { ReactNode } from 'react';

import { casePath } from '../api/client';
import { type Call, useCall } from '../api/useCall';
import { go } from '../app/route';
import { useSettings } from '../app/settings';
import { Answer } from '../parts/Answer';
import { type Clue, clueTitle } from '../parts/ClueCard';
import { Money } from '../parts/Money';
import { fenOf } from '../parts/amounts';
import { Panel } from '../parts/Panel';
import { type Word, useWords } from '../words';

const MOST = 5;

interface Finding {
  id: string;
  mark: string;
  name: string;
  figure: ReactNode;
  open: () => void;
}

function List({ findings, all, none, onAll }: { findings: Finding[]; all: number; none: Word; onAll: () => void }) {
  const t = useWords();

  if (all === 0) return <p className="quiet hint">{t(none)}</p>;
  return (
    <>
      <ol className="findings">
        {findings.map((f) => (
          <li key={f.id}>
            <button type="button" className="finding" onClick={f.open}>
              <span className="finding-name">
                <span className="quiet">{f.mark}</span> {f.name}
              </span>
              <span className="number">{f.figure}</span>
            </button>
          </li>
        ))}
      </ol>
      <Button type="link" size="small" className="inline" onClick={onAll}>
        {t('overview.all', { n: all })}
      </Button>
    </>
  );
}

interface Props {
  caseName: string;
}

function Clues({ caseName }: Props) {
  const t = useWords();
  const call = useCall<{ clues: Clue[] }>(casePath(caseName, 'clues'));

  return (
    <Answer call={call}>
      {({ clues }) => (
        <List
          all={clues.length}
          none="clues.none"
          onAll={() => go(caseName, 'clues')}
          findings={[...clues]
            .sort((a, b) => Number(fenOf(b.amount) - fenOf(a.amount)))
            .slice(0, MOST)
            .map((c) => ({ id: c.id, mark: t(`class.${c.class}` as Word), name: clueTitle(c), figure: <Money yuan={c.amount} />, open: () => go(caseName, 'clues', { clue: c.id }) }))}
        />
      )}
    </Answer>
  );
}

interface Proxy {
  id: string;
  account: string;
  holder: string | null;
  bank: string | null;
  relation: string;
  score: number;
}

function Proxies({ caseName }: Props) {
  const t = useWords();
  const call = useCall<{ accounts: Proxy[] }>(casePath(caseName, 'proxies'));

  return (
    <Answer call={call}>
      {({ accounts }) => (
        <List
          all={accounts.length}
          none="overview.proxies.none"
          onAll={() => go(caseName, 'proxies')}
          findings={accounts.slice(0, MOST).map((a) => ({
            id: a.id,
            mark: t(`relation.${a.relation}` as Word),
            name: `${a.holder || a.bank || ''} …${a.account.slice(-4)}`,
            figure: t('overview.score', { n: a.score }),
            open: () => go(caseName, 'proxies', { account: a.id }),
          }))}
        />
      )}
    </Answer>
  );
}

interface Inquiry {
  id: string;
  account: string | null;
  bank: string | null;
  holder: string | null;
  reason: string;
  amount_waiting: string;
}

function Inquiries({ caseName }: Props) {
  const call: Call<{ inquiries: Inquiry[] }> = useCall(casePath(caseName, 'inquiries'));

  return (
    <Answer call={call}>
      {({ inquiries }) => (
        <List
          all={inquiries.length}
          none="inquiries.none"
          onAll={() => go(caseName, 'inquiries')}
          findings={inquiries.slice(0, MOST).map((i) => ({
            id: i.id,
            mark: i.bank ?? '',
            name: `${i.holder ?? ''} ${i.account ? `…${i.account.slice(-4)}` : ''}`,
            figure: <Money yuan={i.amount_waiting} />,
            open: () => go(caseName, 'inquiries', { rows: i.id }),
          }))}
        />
      )}
    </Answer>
  );
}

/* The first of each kind of finding; each leads to where it is shown with its rows. */
export function Findings({ caseName }: Props) {
  const t = useWords();
  const { inWan } = useSettings();
  const unit = t(inWan ? 'money.wan' : 'money.yuan');

  return (
    <div className="thirds">
      <Panel title={`${t('page.clues')} (${unit})`}>
        <Clues caseName={caseName} />
      </Panel>
      <Panel title={t('page.proxies')}>
        <Proxies caseName={caseName} />
      </Panel>
      <Panel title={`${t('page.inquiries')} (${unit})`}>
        <Inquiries caseName={caseName} />
      </Panel>
    </div>
  );
}
