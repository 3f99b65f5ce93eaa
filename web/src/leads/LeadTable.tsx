import { App, Button, Input, Select, Space, Table } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { setParams } from '../app/route';
import type { Page } from '../app/useParam';
import { Mark } from '../parts/Mark';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { useBoth, useWords } from '../words';
import { Remarks } from './Deadline';
import { type Lead, type Leads, type State, states } from './types';

interface Left {
  left?: { id: string; why: string }[];
}

/* What can be said of several at once; those that cannot take the step are named. */
export function useTogether(caseName: string): (words: string[], options: Record<string, string>) => Promise<void> {
  const t = useWords();
  const { message } = App.useApp();

  return async (words, options) => {
    try {
      const answer = await post<Left>(casePath(caseName, 'lead', ...words), options);
      const left = answer.left ?? [];
      if (left.length > 0) void message.warning(t('leads.left', { n: left.length, why: left[0]?.why ?? '' }), 8);
      else void message.success(t('leads.kept'));
    } catch (failure) {
      void message.error((failure as Error).message);
    }
  };
}

function Together({ caseName, ids, onDone }: { caseName: string; ids: string[]; onDone: () => void }) {
  const t = useWords();
  const tell = useTogether(caseName);
  const [to, setTo] = useState<State>();
  const [note, setNote] = useState('');
  const [person, setPerson] = useState('');

  return (
    <Space wrap className="together">
      <strong>{t('leads.chosen', { n: ids.length })}</strong>
      <Space.Compact>
        <Input value={person} onChange={(e) => setPerson(e.target.value)} placeholder={t('lead.to')} aria-label={t('lead.to')} style={{ width: 110 }} />
        <Button disabled={!person.trim()} onClick={() => void tell(['assign', ...ids], { to: person.trim() }).then(onDone)}>
          {t('lead.assign')}
        </Button>
      </Space.Compact>
      <Space.Compact>
        <Select aria-label={t('lead.move')} placeholder={t('lead.move')} value={to} onChange={setTo} options={states.map((s) => ({ value: s, label: t(`lead.${s}`) }))} style={{ width: 140 }} />
        <Input value={note} onChange={(e) => setNote(e.target.value)} placeholder={t('verdict.note')} aria-label={t('verdict.note')} style={{ width: 160 }} />
        <Button type="primary" disabled={!to} onClick={() => to && void tell(['move', ...ids, to], note ? { note } : {}).then(onDone)}>
          {t('lead.do')}
        </Button>
      </Space.Compact>
    </Space>
  );
}

interface Shown extends Pick<Leads, 'leads'> {
  caseName: string;
  page: Page;
  largestFirst: boolean;
  chosen: string[];
  onChoose: (ids: string[]) => void;
  modelName: (id: string) => string;
  onOpen: (id: string) => void;
}

/* A page of the leads; which, and in what order, stands in the address. */
export function LeadTable({ caseName, leads, page, largestFirst, chosen, onChoose, modelName, onOpen }: Shown) {
  const t = useWords();
  const both = useBoth();

  return (
    <>
      {chosen.length > 0 && <Together caseName={caseName} ids={chosen} onDone={() => onChoose([])} />}
      <Table<Lead>
        size="small"
        rowKey="id"
        dataSource={leads}
        pagination={page && { ...page, showTotal: (n) => t('leads.total', { n: n.toLocaleString() }) }}
        onChange={(_, __, sorter, { action }) => {
          const order = Array.isArray(sorter) ? undefined : sorter.order;
          if (action === 'sort') setParams({ page: undefined, sort: order ? 'amount' : undefined });
        }}
        className="wide-table"
        rowSelection={{ selectedRowKeys: chosen, preserveSelectedRowKeys: true, onChange: (keys) => onChoose(keys as string[]), getCheckboxProps: (l) => ({ 'aria-label': `${t('leads.choose')} ${l.case}` }) as object }}
        columns={[
          { title: t('lead.grade'), dataIndex: 'grade', width: 64 },
          {
            title: t('lead.wording'),
            render: (_, l) => (
              <>
                <Button type="link" className="inline wrap" onClick={() => onOpen(l.id)}>
                  {both({ zh: l.wording, en: l.wording_en })}
                </Button>
                <div className="small quiet">{modelName(l.model)}</div>
              </>
            ),
          },
          { title: t('case.number'), dataIndex: 'case', width: 190 },
          { title: t('lead.court'), dataIndex: 'court', width: 150 },
          { title: t('entry.amount'), render: (_, l) => <Opens onOpen={l.amount ? () => onOpen(l.id) : undefined}><Money yuan={l.amount} /></Opens>, align: 'right', width: 120, key: 'amount', sorter: true, sortDirections: ['descend'], sortOrder: largestFirst ? 'descend' : null },
          {
            title: t('lead.state'),
            width: 150,
            render: (_, l) => (
              <>
                <Mark tone="info">{t(`lead.${l.state}`)}</Mark>
                <Remarks lead={l} />
                {l.assigned_to && <div className="small">{l.assigned_to}</div>}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
