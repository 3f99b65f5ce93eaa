import { Collapse, Table } from 'antd';

import { useWords } from '../words';
import { FoundLeads } from './Leads';
import type { Compared } from './types';

const kinds = ['same', 'only_one', 'only_other', 'differs'] as const;

/* Two runs on the same pools: what both find, what only one does, with what people found out. */
export function ComparedSides({ caseName, compared, names }: { caseName: string; compared: Compared; names: [string, string] }) {
  const t = useWords();
  const values = { one: names[0], other: names[1] };
  const shown = kinds.filter((k) => k !== 'same' && compared[k].n > 0);

  return (
    <>
      <p style={{ margin: 0 }}>
        {t('models.compared', { ...values, n: compared.one.leads, m: compared.other.leads })}
      </p>
      <Table
        size="small"
        rowKey="kind"
        pagination={false}
        dataSource={kinds.map((kind) => ({ kind, ...compared[kind] }))}
        columns={[
          { title: '', render: (_, r) => t(`models.compared.${r.kind}`, values) },
          { title: t('leads.count'), dataIndex: 'n', align: 'right', width: 100 },
          { title: t('lead.confirmed'), dataIndex: 'confirmed', align: 'right', width: 110 },
          { title: t('lead.refuted'), dataIndex: 'refuted', align: 'right', width: 110 },
        ]}
      />
      {shown.length > 0 && (
        <Collapse
          size="small"
          items={shown.map((kind) => ({
            key: kind,
            label: `${t(`models.compared.${kind}`, values)} (${compared[kind].n})`,
            children: <FoundLeads caseName={caseName} leads={compared[kind].leads} isKept={(l) => l.recorded === true} />,
          }))}
        />
      )}
    </>
  );
}
