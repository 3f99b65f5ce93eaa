import { Alert, App, Button, Card, Descriptions, Drawer, Input, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';

import { casePath, post, url } from '../api/client';
import { useCall } from '../api/useCall';
import { setParam, useRoute } from '../app/route';
import { Answer, Nothing } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Mark } from '../parts/Mark';
import { type Word, useWords } from '../words';

interface Fact {
  name: string;
  value: string;
  source?: { file: string; sheet: string | null; row: number };
}
interface Lead {
  id: string;
  model: string;
  version: string;
  rule: string;
  case: string;
  court: string;
  parties: string[];
  grade: string;
  wording: string;
  facts: Fact[];
  basis: string[];
  amount: string | null;
  object: string;
  duty: string;
  open_questions: string[];
  state: string;
  source: string;
  assigned_to?: string | null;
}

const states = ['screened', 'assigned', 'checking', 'confirmed', 'refuted', 'recommended', 'referred', 'replied', 'adopted', 'declined', 'closed'] as const;

function Details({ caseName, lead }: { caseName: string; lead: Lead }) {
  const t = useWords();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [to, setTo] = useState<string>();

  async function tell(word: string[], options: Record<string, string>): Promise<void> {
    try {
      await post(casePath(caseName, 'lead', ...word), options);
    } catch (failure) {
      void message.error((failure as Error).message);
    }
  }

  return (
    <Space orientation="vertical" size={12} style={{ width: '100%' }}>
      <p style={{ margin: 0 }}>{lead.wording}</p>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={lead.facts.map((f, i) => ({
          key: i,
          label: f.name,
          children: (
            <>
              {f.value}
              {f.source && (
                <div style={{ color: '#595959', fontSize: 12 }}>
                  {t(f.source.sheet ? 'entry.place.sheet' : 'entry.place', { file: f.source.file, sheet: f.source.sheet ?? '', row: f.source.row })}
                </div>
              )}
            </>
          ),
        }))}
      />
      {lead.open_questions.length > 0 && (
        <section>
          <h3 style={{ fontSize: 14, margin: 0 }}>{t('lead.open')}</h3>
          <ul style={{ margin: '4px 0', paddingInlineStart: 20 }}>
            {lead.open_questions.map((q) => (
              <li key={q}>{q}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 style={{ fontSize: 14, margin: 0 }}>{t('lead.basis')}</h3>
        <ul style={{ margin: '4px 0', paddingInlineStart: 20 }}>
          {lead.basis.map((b) => (
            <li key={b}>{b}</li>
          ))}
        </ul>
      </section>
      <Space wrap>
        <Select
          aria-label={t('lead.move')}
          placeholder={t('lead.move')}
          value={to}
          onChange={setTo}
          options={states.filter((s) => s !== lead.state).map((s) => ({ value: s, label: t(`lead.${s}`) }))}
          style={{ width: 150 }}
        />
        <Input value={note} onChange={(e) => setNote(e.target.value)} placeholder={t('verdict.note')} aria-label={t('verdict.note')} style={{ width: 200 }} />
        <Button type="primary" disabled={!to} onClick={() => to && void tell(['move', lead.id, to], note ? { note } : {}).then(() => setNote(''))}>
          {t('lead.do')}
        </Button>
        <Button onClick={() => void tell(['undo', lead.id], {})}>{t('undo')}</Button>
      </Space>
    </Space>
  );
}

export default function LeadsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const model = params.get('model') ?? undefined;
  const state = params.get('state') ?? undefined;
  const call = useCall<{ leads: Lead[] }>(casePath(caseName, 'lead', 'list'), { model, state });
  const [opened, setOpened] = useState<string>();

  return (
    <Card
      size="small"
      title={<h1 style={{ fontSize: 16, margin: 0 }}>{t('page.leads')}</h1>}
      extra={
        <Space>
          {model && (
            <Tag closable onClose={() => setParam('model', undefined)}>
              {model}
            </Tag>
          )}
          <Select
            allowClear
            aria-label={t('lead.state')}
            placeholder={t('lead.state')}
            value={state}
            onChange={(value: string | undefined) => setParam('state', value)}
            options={states.map((s) => ({ value: s, label: t(`lead.${s}`) }))}
            style={{ width: 140 }}
          />
          <Button href={url(casePath(caseName, 'files', 'report', 'court-list'), { format: 'xlsx', model })}>{t('lead.court_list')}</Button>
        </Space>
      }
    >
      <Alert type="info" showIcon title={t('leads.hint')} style={{ marginBottom: 8 }} />
      <Answer call={call}>
        {({ leads }) => {
          const lead = leads.find((l) => l.id === opened);
          if (leads.length === 0) return <Nothing title={t('leads.none')} />;
          return (
            <>
              <Table<Lead>
                size="small"
                rowKey="id"
                dataSource={leads}
                pagination={leads.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
                scroll={{ x: 1000 }}
                columns={[
                  { title: t('lead.grade'), dataIndex: 'grade', width: 60 },
                  { title: t('case.number'), dataIndex: 'case', width: 200 },
                  { title: t('lead.court'), dataIndex: 'court', width: 160, ellipsis: true },
                  {
                    title: t('lead.wording'),
                    render: (_, l) => (
                      <Button type="link" style={{ whiteSpace: 'normal', height: 'auto', textAlign: 'start', padding: 0 }} onClick={() => setOpened(l.id)}>
                        {l.wording}
                      </Button>
                    ),
                  },
                  { title: t('entry.amount'), render: (_, l) => <Money yuan={l.amount} />, align: 'right', width: 130 },
                  { title: t('lead.state'), render: (_, l) => <Mark>{t(`lead.${l.state}` as Word)}</Mark>, width: 100 },
                ]}
              />
              <Drawer open={lead !== undefined} size={640} title={t('lead.title')} onClose={() => setOpened(undefined)}>
                {lead && <Details key={lead.id} caseName={caseName} lead={lead} />}
              </Drawer>
            </>
          );
        }}
      </Answer>
    </Card>
  );
}
