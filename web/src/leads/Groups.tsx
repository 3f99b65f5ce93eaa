import { Button, Input, Select, Space, Table } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go, setParam, useRoute } from '../app/route';
import { usePage } from '../app/useParam';
import { Answer, Nothing } from '../parts/Answer';
import { Download } from '../parts/Download';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { useBoth, useWords } from '../words';
import { type Count, counted } from './behind';
import { useTogether } from './LeadTable';
import { type Group, type State, states } from './types';

const periods = ['year', 'quarter', 'month', 'all'] as const;

const openGroup = (caseName: string, { group }: Group, count: Count = 'found') => go(caseName, 'leads', { group, ...counted(count) });

/* One judgment for all leads of a group, each of which keeps its own result. */
function Judge({ caseName, group }: { caseName: string; group: Group }) {
  const t = useWords();
  const tell = useTogether(caseName);
  const [to, setTo] = useState<State>();
  const [note, setNote] = useState('');

  return (
    <Space wrap>
      <Select aria-label={t('lead.move')} placeholder={t('lead.move')} value={to} onChange={setTo} options={states.map((s) => ({ value: s, label: t(`lead.${s}`) }))} style={{ width: 150 }} />
      <Input value={note} onChange={(e) => setNote(e.target.value)} placeholder={t('verdict.note')} aria-label={t('verdict.note')} style={{ width: 220 }} />
      <Button type="primary" disabled={!to} onClick={() => to && void tell(['move', to], { group: group.group, ...(note ? { note } : {}) })}>
        {t('group.do', { n: group.n })}
      </Button>
      <Download path={casePath(caseName, 'files', 'report', 'leads')} params={{ format: 'xlsx', group: group.group }} label={t('group.list')} />
      <Download path={casePath(caseName, 'files', 'report', 'leads')} params={{ format: 'docx', group: group.group }} label={t('group.letter')} />
      <Button onClick={() => openGroup(caseName, group)}>{t('group.open')}</Button>
    </Space>
  );
}

export function Groups({ caseName, modelName }: { caseName: string; modelName: (id: string) => string }) {
  const t = useWords();
  const both = useBoth();
  const { params } = useRoute();
  const pages = usePage(30);
  const period = params.get('period') ?? 'year';
  const n = (name: 'n' | 'open' | 'confirmed' | 'refuted') => (_: unknown, g: Group) => (
    <Opens onOpen={g[name] > 0 ? () => openGroup(caseName, g, name === 'n' ? 'found' : name) : undefined}>{g[name].toLocaleString()}</Opens>
  );
  const call = useCall<{ groups: Group[] }>(casePath(caseName, 'lead', 'groups'), { period });

  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        <span className="quiet">{t('group.hint')}</span>
        <Select aria-label={t('group.period')} value={period} onChange={(p) => setParam('period', p === 'year' ? undefined : p)} options={periods.map((p) => ({ value: p, label: t(`period.${p}`) }))} style={{ width: 130 }} />
      </Space>
      <Answer call={call}>
        {({ groups }) =>
          groups.length === 0 ? (
            <Nothing title={t('group.none')} />
          ) : (
            <Table<Group>
              size="small"
              rowKey="group"
              dataSource={groups}
              pagination={pages.of(groups.length)}
              scroll={{ x: 960 }}
              expandable={{ expandedRowRender: (g) => <Judge caseName={caseName} group={g} /> }}
              columns={[
                { title: t('group.model'), render: (_, g) => <>{modelName(g.model)}<div className="small quiet">{t('group.like', { words: both({ zh: g.wording, en: g.wording_en }) })}</div></> },
                { title: t('lead.court'), dataIndex: 'court', width: 170 },
                { title: t('group.period'), dataIndex: 'period', width: 90 },
                { title: t('leads.count'), render: n('n'), align: 'right', width: 90 },
                { title: t('group.open.n'), render: n('open'), align: 'right', width: 90 },
                { title: t('lead.confirmed'), render: n('confirmed'), align: 'right', width: 100 },
                { title: t('lead.refuted'), render: n('refuted'), align: 'right', width: 90 },
                { title: t('entry.amount'), render: (_, g) => <Opens onOpen={() => openGroup(caseName, g)}><Money yuan={g.amount} /></Opens>, align: 'right', width: 130 },
              ]}
            />
          )
        }
      </Answer>
    </>
  );
}
