import { Button, Card, Table } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { Answer, Nothing } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Rows } from '../parts/Rows';
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
  entries: string[];
}
interface Inquiries {
  seeded: string;
  would_explain: string;
  inquiries: Inquiry[];
  people: Inquiry[];
  left_out: number;
}

export default function InquiriesPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<Inquiries>(casePath(caseName, 'inquiries'));
  const [rows, setRows] = useState<Inquiry>();

  return (
    <Card size="small" title={<h1 style={{ fontSize: 16, margin: 0 }}>{t('page.inquiries')}</h1>}>
      <Answer call={call}>
        {(data) => {
          const all = [...data.inquiries, ...data.people];
          if (all.length === 0) return <Nothing title={t('inquiries.none')} />;
          return (
            <>
              <p style={{ marginTop: 0 }}>
                {t('inquiries.hint')} <Money yuan={data.would_explain} /> / <Money yuan={data.seeded} />
              </p>
              <Table<Inquiry>
                size="small"
                rowKey="id"
                dataSource={all}
                pagination={all.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
                scroll={{ x: 1000 }}
                columns={[
                  { title: t('inquiries.holder'), render: (_, q) => q.holder ?? '', ellipsis: true },
                  { title: t('proxies.bank'), render: (_, q) => q.bank ?? '', ellipsis: true, width: 150 },
                  { title: t('entry.account'), render: (_, q) => <span className="number">{q.account ?? ''}</span>, width: 190 },
                  { title: t('inquiries.period'), render: (_, q) => <span className="number">{q.from ? `${q.from} — ${q.to ?? ''}` : ''}</span>, width: 200 },
                  { title: t('inquiries.waiting'), render: (_, q) => <Money yuan={q.amount_waiting} />, align: 'right', width: 140 },
                  { title: t('inquiries.reason'), render: (_, q) => q.reasons.map((r) => t(`inquiry.${r}` as Word)).join('；'), width: 240 },
                  {
                    title: '',
                    width: 170,
                    render: (_, q) => (
                      <>
                        {q.entries.length > 0 && (
                          <Button size="small" type="link" onClick={() => setRows(q)}>
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
      <Rows caseName={caseName} ids={rows?.entries} title={rows?.holder ?? ''} onClose={() => setRows(undefined)} />
    </Card>
  );
}
