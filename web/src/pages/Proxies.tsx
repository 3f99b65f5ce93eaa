import { Button, Card, Progress, Space, Table } from 'antd';
import { useEffect } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go, setParam } from '../app/route';
import { useParam } from '../app/useParam';
import { Answer, Nothing } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { Ranking } from '../parts/Ranking';
import { Rows } from '../parts/Rows';
import { useListKeys } from '../parts/useListKeys';
import { useSorted } from '../parts/useSorted';
import { Verdict, type VerdictState } from '../parts/Verdict';
import { Mark } from '../parts/Mark';
import { fenOf } from '../parts/amounts';
import { compare } from '../trace/types';
import { type Word, useBoth, useWords } from '../words';

interface Reason {
  code: string;
  points: number;
  amount: string;
  text: { zh: string; en: string };
  rows: number;
  entries: string[];
}
interface Proxy {
  id: string;
  account: string;
  holder: string;
  bank: string;
  relation: string;
  supplied: boolean;
  score: number;
  rank: number;
  state: VerdictState;
  reasons: Reason[];
  in: string;
  out: string;
  baseline: { turnover_rank: number; degree_rank: number; counterparties: number };
}
interface Proxies {
  party: string;
  accounts: Proxy[];
  looked_at: number;
}

/* Why, reason by reason, each with its rows; and what a person says of it. */
function Reasons({ caseName, proxy: a, isHere, onRows }: { caseName: string; proxy: Proxy; isHere: boolean; onRows: (code: string) => void }) {
  const t = useWords();
  const both = useBoth();

  return (
    <Space orientation="vertical" size={6} style={{ width: '100%' }} id={`finding-${a.id}`}>
      {a.reasons.map((r) => (
        <div key={r.code} style={{ display: 'flex', gap: 12, alignItems: 'baseline' }}>
          <Opens onOpen={r.entries.length > 0 ? () => onRows(r.code) : undefined}>
            <Mark tone={r.points < 0 ? 'good' : 'alert'} style={{ width: 52, textAlign: 'right' }}>
              {r.points > 0 ? `+${r.points}` : r.points}
            </Mark>
          </Opens>
          <span style={{ flex: 1 }}>{both(r.text)}</span>
          {r.entries.length > 0 && (
            <Button size="small" onClick={() => onRows(r.code)}>
              {t('rows.open', { n: r.rows })}
            </Button>
          )}
        </div>
      ))}
      <div style={{ color: '#595959' }}><Opens onOpen={() => setParam('ranking', a.account)}>{t('proxies.baseline', { turnover: a.baseline.turnover_rank, degree: a.baseline.degree_rank, n: a.baseline.counterparties })}</Opens></div>
      <Verdict caseName={caseName} command="proxies" id={a.id} state={a.state} hasKeys={isHere} />
    </Space>
  );
}

const orders = {
  rank: (a: Proxy, b: Proxy) => a.rank - b.rank,
  turnover: (a: Proxy, b: Proxy) => a.baseline.turnover_rank - b.baseline.turnover_rank,
  in: (a: Proxy, b: Proxy) => compare(fenOf(a.in), fenOf(b.in)),
  out: (a: Proxy, b: Proxy) => compare(fenOf(a.out), fenOf(b.out)),
};

function Ranked({ caseName, accounts: all }: { caseName: string; accounts: Proxy[] }) {
  const t = useWords();
  const both = useBoth();
  const { rows: accounts, heading, onChange } = useSorted(all, orders);
  const [wanted, setHere] = useParam('account');
  const [opened, setOpened] = useParam('rows'); // "ACCOUNT REASON"
  const here = wanted ?? accounts[0]?.id;
  const [of, code] = opened?.split(' ') ?? [];
  const reason = accounts.find((a) => a.id === of)?.reasons.find((r) => r.code === code);
  const { box, onKeyDown } = useListKeys<HTMLDivElement>(
    accounts.map((a) => a.id),
    here,
    setHere,
  );

  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <div className="keyed" ref={box} tabIndex={-1} onKeyDown={onKeyDown}>
      <p className="keys-help no-print">{t('proxies.keys')}</p>
      <Table<Proxy>
        size="small"
        rowKey="id"
        dataSource={accounts}
        pagination={false}
        onChange={onChange}
        scroll={{ x: 1127 }}
        rowClassName={(a) => (a.id === here ? 'here' : '')}
        expandable={{
          fixed: 'left', // reasons and their buttons stay in sight where the table is wider
          expandedRowKeys: here ? [here] : [],
          onExpand: (isOpen, a) => setHere(isOpen ? a.id : '-'),
          expandedRowRender: (a) => <Reasons caseName={caseName} proxy={a} isHere={a.id === here} onRows={(reasonCode) => setOpened(`${a.id} ${reasonCode}`)} />,
        }}
        columns={[
          { title: t('proxies.rank'), dataIndex: 'rank', width: 64, ...heading('rank'), align: 'right' },
          {
            title: t('proxies.score'),
            width: 110,
            render: (_, a) => (
              <div style={{ display: 'flex', gap: 8 }}>
                <Opens onOpen={a.id === here ? undefined : () => setHere(a.id)}>{a.score}</Opens>
                <Progress percent={a.score} size="small" showInfo={false} strokeColor="#0958d9" aria-label={`${t('proxies.score')} ${a.score}`} />
              </div>
            ),
          },
          { title: t('entry.holder'), render: (_, a) => a.holder, width: 120 },
          { title: t('proxies.baseline.title'), width: 150, ...heading('turnover'), render: (_, a) => <Opens onOpen={() => setParam('ranking', a.account)}>{t('proxies.baseline.short', { turnover: a.baseline.turnover_rank, degree: a.baseline.degree_rank })}</Opens> },
          { title: t('proxies.relation'), render: (_, a) => t(`relation.${a.relation}` as Word), width: 90 },
          {
            title: t('entry.account'),
            width: 185,
            render: (_, a) => (
              <>
                <span className="number">{a.account}</span>
                <div className="small quiet">{a.bank}</div>
              </>
            ),
          },
          { title: t('way.in'), ...heading('in'), render: (_, a) => <Opens onOpen={() => go(caseName, 'entries', { account: a.account, way: 'in' })}><Money yuan={a.in} /></Opens>, align: 'right', width: 125 },
          { title: t('way.out'), ...heading('out'), render: (_, a) => <Opens onOpen={() => go(caseName, 'entries', { account: a.account, way: 'out' })}><Money yuan={a.out} /></Opens>, align: 'right', width: 125 },
          {
            title: '',
            width: 110,
            render: (_, a) => (
              <Button size="small" onClick={() => go(caseName, 'graph', { account: a.account })}>
                {t('page.graph')}
              </Button>
            ),
          },
        ]}
      />
      <Ranking caseName={caseName} />
      <Rows caseName={caseName} ids={reason?.entries} title={reason ? both(reason.text) : ''} onClose={() => setOpened(undefined)} />
    </div>
  );
}

export default function ProxiesPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<Proxies>(casePath(caseName, 'proxies'));

  return (
    <div className="stack">
      <h1 className="page-title">{t('page.proxies')}</h1>
      <Card size="small">
        <p style={{ marginTop: 0, color: '#595959' }}>{t('proxies.hint')}</p>
        <Answer call={call}>
          {(data) => (data.accounts.length === 0 ? <Nothing title={t('proxies.none', { n: data.looked_at })} /> : <Ranked caseName={caseName} accounts={data.accounts} />)}
        </Answer>
      </Card>
    </div>
  );
}
