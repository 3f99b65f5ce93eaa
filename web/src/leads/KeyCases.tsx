import { App, Button, Input, Select, Space, Table } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { usePage } from '../app/useParam';
import { Answer, Nothing } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { Opens } from '../parts/Opens';
import { type Word, type Words, useWords } from '../words';
import { History } from './History';
import { KeyWhy, ReasonWords, openDocument, openLeads, openWhy } from './KeyWhy';
import type { KeyCase, KeyStep, Step } from './types';

function stepOf({ what, day, by, note, choice, ...step }: KeyStep, t: Words): Step {
  const words = { choice: choice && t(`key.choice.${choice}` as Word), what: what && t(`key.what.${what}` as Word), day, by, note };
  return { ...step, said: Object.fromEntries(Object.entries(words).filter((w): w is [string, string] => !!w[1])) };
}

const whats = ['file', 'attended', 'hearing', 'other'] as const;

function Done({ caseName, one }: { caseName: string; one: KeyCase }) {
  const t = useWords();
  const { message } = App.useApp();
  const [what, setWhat] = useState<string>('file');
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');

  async function tell(words: string[], options: Record<string, string>): Promise<void> {
    try {
      await post(casePath(caseName, 'key-cases', ...words), options);
      setNote('');
    } catch (failure) {
      void message.error((failure as Error).message);
    }
  }

  return (
    <div className="stack">
      <Space wrap>
        <Select aria-label={t('key.what')} value={what} onChange={setWhat} options={whats.map((w) => ({ value: w, label: t(`key.what.${w}`) }))} style={{ width: 110 }} />
        <Input value={by} onChange={(e) => setBy(e.target.value)} placeholder={t('key.by')} aria-label={t('key.by')} style={{ width: 120 }} />
        <Input value={note} onChange={(e) => setNote(e.target.value)} placeholder={t('verdict.note')} aria-label={t('verdict.note')} style={{ width: 240 }} />
        <Button type="primary" onClick={() => void tell(['done', one.case], { what, ...(by ? { by } : {}), ...(note ? { note } : {}) })}>
          {t('key.done')}
        </Button>
        <Button disabled={!one.steps.some((s) => !s.undone_at)} onClick={() => void tell(['undo', one.case], {})}>
          {t('lead.undo')}
        </Button>
        <Button onClick={() => void tell(['drop', one.case], note ? { note } : {})}>{t('key.drop')}</Button>
      </Space>
      <History steps={one.steps.map((s) => stepOf(s, t))} />
    </div>
  );
}

/* The cases that an office steps into, each with why, and what was done in it. */
export function KeyCases({ caseName }: { caseName: string }) {
  const t = useWords();
  const { message } = App.useApp();
  const pages = usePage(30);
  const call = useCall<{ cases: KeyCase[] }>(casePath(caseName, 'key-cases', 'list'));

  async function add(number: string): Promise<void> {
    try {
      if (number.trim()) await post(casePath(caseName, 'key-cases', 'add', number.trim()));
    } catch (failure) {
      void message.error((failure as Error).message);
    }
  }

  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        <span className="quiet">{t('key.hint')}</span>
        <Input.Search placeholder={t('key.add.hint')} aria-label={t('key.add.hint')} enterButton={t('key.add')} onSearch={(number) => void add(number)} style={{ width: 340 }} />
      </Space>
      <Answer call={call}>
        {({ cases }) =>
          cases.length === 0 ? (
            <Nothing title={t('key.none')} />
          ) : (
            <Table<KeyCase>
              size="small"
              rowKey="case"
              dataSource={cases}
              pagination={pages.of(cases.length)}
              scroll={{ x: 900 }}
              expandable={{ expandedRowRender: (one) => <Done caseName={caseName} one={one} /> }}
              columns={[
                { title: t('case.number'), dataIndex: 'case', width: 210 },
                { title: t('lead.court'), dataIndex: 'court', width: 180 },
                {
                  title: t('key.why'),
                  render: (_, one) => (
                    <>
                      {one.named && (
                        <Mark tone="alert">
                          <Opens onOpen={() => openDocument(one)}>
                            {one.named.issuer} {one.named.document} {one.named.due ? t('key.due', { day: one.named.due }) : ''}
                          </Opens>
                        </Mark>
                      )}
                      {one.added && (
                        <Mark>
                          <Opens onOpen={() => openWhy(one)}>{t('key.added')}</Opens>
                        </Mark>
                      )}
                      {one.reasons.map((r) => (
                        <Mark key={r.condition}>
                          <Opens onOpen={() => openWhy(one, r.condition)}>
                            <ReasonWords reason={r} />
                          </Opens>
                        </Mark>
                      ))}
                    </>
                  ),
                },
                { title: t('key.points'), render: (_, one) => <Opens onOpen={() => openWhy(one)}>{one.points}</Opens>, align: 'right', width: 80 },
                {
                  title: t('leads.count'),
                  align: 'right',
                  width: 90,
                  render: (_, one) => <Opens onOpen={one.leads > 0 ? () => openLeads(one) : undefined}>{one.leads}</Opens>,
                },
                { title: t('key.steps'), render: (_, one) => one.steps.filter((s) => !s.undone_at).length, align: 'right', width: 100 },
              ]}
            />
          )
        }
      </Answer>
      <KeyWhy caseName={caseName} />
    </>
  );
}
