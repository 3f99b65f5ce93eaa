import { App, Button, Input, Select, Space, Table } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useSettings } from '../app/settings';
import { Mark } from '../parts/Mark';
import { Money } from '../parts/Money';
import { useWords } from '../words';
import { Remarks } from './Deadline';
import { type Lead, type State, states } from './types';

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

export function LeadTable({ caseName, leads, modelName, onOpen }: { caseName: string; leads: Lead[]; modelName: (id: string) => string; onOpen: (id: string) => void }) {
  const t = useWords();
  const { lang } = useSettings();
  const [chosen, setChosen] = useState<string[]>([]);

  return (
    <>
      {chosen.length > 0 && <Together caseName={caseName} ids={chosen} onDone={() => setChosen([])} />}
      <Table<Lead>
        size="small"
        rowKey="id"
        dataSource={leads}
        pagination={leads.length > 50 ? { pageSize: 50, showSizeChanger: false, showTotal: (n) => t('leads.total', { n }) } : false}
        className="wide-table"
        rowSelection={{ selectedRowKeys: chosen, onChange: (keys) => setChosen(keys as string[]), getCheckboxProps: (l) => ({ 'aria-label': `${t('leads.choose')} ${l.case}` }) as object }}
        columns={[
          { title: t('lead.grade'), dataIndex: 'grade', width: 64, sorter: (a, b) => a.grade.localeCompare(b.grade) },
          {
            title: t('lead.wording'),
            render: (_, l) => (
              <>
                <Button type="link" className="inline wrap" onClick={() => onOpen(l.id)}>
                  {lang === 'en' ? l.wording_en : l.wording}
                </Button>
                <div className="small quiet">{modelName(l.model)}</div>
              </>
            ),
          },
          { title: t('case.number'), dataIndex: 'case', width: 190 },
          { title: t('lead.court'), dataIndex: 'court', width: 150 },
          { title: t('entry.amount'), render: (_, l) => <Money yuan={l.amount} />, align: 'right', width: 120, sorter: (a, b) => Number(a.amount ?? 0) - Number(b.amount ?? 0) },
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
