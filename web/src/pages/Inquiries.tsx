import { App, Button, Card, Space, Table } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { usePage, useParam } from '../app/useParam';
import { Answer, Nothing } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { Requests } from '../parts/Requests';
import { Rows } from '../parts/Rows';
import { fenOf } from '../parts/amounts';
import { compare } from '../trace/types';
import { type Word, useWords } from '../words';

interface Inquiry {
  id: string;
  kind: string;
  account: string | null;
  bank: string | null;
  holder: string | null;
  from: string | null;
  to: string | null;
  amount_waiting: string;
  at_least?: string;
  at_most?: string;
  reasons: string[];
  answer: string | null;
  request: unknown;
  entries: string[];
}
const ALL = 'all'; // in place of an inquiry's id

interface Inquiries {
  seeded: string;
  traced: { accounts: string[]; since: string | null };
  would_explain: string;
  inquiries: Inquiry[];
  people: Inquiry[];
  left_out: number;
}

export default function InquiriesPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<Inquiries>(casePath(caseName, 'inquiries'));
  const { message } = App.useApp();
  const [opened, setOpened] = useParam('rows');
  const pages = usePage(50);
  const rows = call.data && [...call.data.inquiries, ...call.data.people].find((q) => q.id === opened);
  // What all of them would explain, also those that explain too little to be listed.
  const whole = useCall<Inquiries>(opened === ALL ? casePath(caseName, 'inquiries') : undefined, { all: true }).data;
  const explained = whole && [...new Set([...whole.inquiries, ...whole.people].flatMap((q) => q.entries))];
  const [chosen, setChosen] = useState<string[]>([]);

  /* One after the other: each is a decision of its own, and can be undone alone. */
  async function request(): Promise<void> {
    try {
      for (const id of chosen) await post(casePath(caseName, 'request', 'add'), { 'from-inquiry': id });
      setChosen([]);
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
  }

  return (
    <div className="stack">
    <h1 className="page-title">{t('page.inquiries')}</h1>
    <Card size="small">
      <Answer call={call}>
        {(data) => {
          const all = [...data.inquiries, ...data.people];
          if (all.length === 0) return <Nothing title={t('inquiries.none')} />;
          return (
            <>
              <p style={{ marginTop: 0 }}>
                {t('inquiries.hint')} {t('inquiries.explain')}{' '}
                <Opens onOpen={fenOf(data.would_explain) > 0n ? () => setOpened(ALL) : undefined}>
                  <Money yuan={data.would_explain} />
                </Opens>
                {t('inquiries.seeded')}{' '}
                <Opens onOpen={fenOf(data.seeded) > 0n ? () => go(caseName, 'entries', { account: data.traced.accounts.join(','), way: 'out', ...(data.traced.since && { since: data.traced.since }) }) : undefined}>
                  <Money yuan={data.seeded} />
                </Opens>
              </p>
              <Space className="no-print" style={{ marginBottom: 8 }}>
                <Button type="primary" disabled={chosen.length === 0} onClick={() => void request()}>
                  {t('inquiries.request', { n: chosen.length })}
                </Button>
                <Button onClick={() => window.print()}>{t('print')}</Button>
              </Space>
              <Table<Inquiry>
                rowSelection={{ hideSelectAll: true, selectedRowKeys: chosen, onChange: (ids) => setChosen(ids as string[]), getCheckboxProps: (q) => ({ 'aria-label': q.holder ?? q.account ?? q.id, disabled: q.request !== null }) }}
                size="small"
                rowKey="id"
                dataSource={all}
                pagination={pages.of(all.length)}
                scroll={{ x: 1280 }}
                columns={[
                  { title: t('inquiries.holder'), sorter: (a, b) => (a.holder ?? '').localeCompare(b.holder ?? '', 'zh'), render: (_, q) => q.holder ?? '', ellipsis: true, width: 180 },
                  { title: t('proxies.bank'), sorter: (a, b) => (a.bank ?? '').localeCompare(b.bank ?? '', 'zh'), render: (_, q) => q.bank ?? '', ellipsis: true, width: 150 },
                  { title: t('entry.account'), render: (_, q) => <span className="number">{q.account ?? ''}</span>, width: 190 },
                  { title: t('inquiries.period'), render: (_, q) => <span className="number">{q.from ? `${q.from} — ${q.to ?? ''}` : ''}</span>, width: 200 },
                  { title: t('inquiries.waiting'), sorter: (a, b) => compare(fenOf(a.amount_waiting), fenOf(b.amount_waiting)), render: (_, q) => <Opens onOpen={q.entries.length > 0 ? () => setOpened(q.id) : q.holder ? () => go(caseName, 'entries', { counterparty: q.holder ?? '' }) : undefined}><Money yuan={q.amount_waiting} /></Opens>, align: 'right', width: 140 },
                  { title: t('inquiries.reason'), render: (_, q) => q.reasons.map((r) => t(`inquiry.${r}` as Word)).join(t('list.semicolon')), width: 240 },
                  {
                    title: '',
                    width: 170,
                    render: (_, q) => (
                      <>
                        {q.entries.length > 0 && (
                          <Button size="small" type="link" onClick={() => setOpened(q.id)}>
                            {t('rows.open', { n: q.entries.length })}
                          </Button>
                        )}
                        {q.account && (
                          <Button size="small" type="link" onClick={() => go(caseName, 'graph', { account: q.account ?? '' })}>
                            {t('page.graph')}
                          </Button>
                        )}
                      </>
                    ),
                  },
                ]}
              />
            </>
          );
        }}
      </Answer>
      <Rows caseName={caseName} ids={opened === ALL ? explained : rows?.entries} title={opened === ALL ? t('inquiries.explained.rows') : (rows?.holder ?? '')} onClose={() => setOpened(undefined)} />
    </Card>
    <Requests caseName={caseName} />
    </div>
  );
}
