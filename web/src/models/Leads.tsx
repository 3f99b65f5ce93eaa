import { Table } from 'antd';

import { go } from '../app/route';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import type { FoundLead } from './types';

/* Leads as a run found them; what is recorded opens, with its facts and the rows behind them. */
export function FoundLeads({ caseName, leads, isKept }: { caseName: string; leads: FoundLead[]; isKept: (lead: FoundLead) => boolean }) {
  const t = useWords();
  const open = (l: FoundLead) => (isKept(l) ? () => go(caseName, 'leads', { lead: l.id }) : undefined);

  return (
    <>
      <Table<FoundLead>
        size="small"
        rowKey="id"
        dataSource={leads}
        pagination={leads.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        scroll={{ x: 640 }}
        columns={[
          { title: t('lead.grade'), dataIndex: 'grade', width: 60 },
          { title: t('case.number'), render: (_, l) => <Opens onOpen={open(l)}>{l.case}</Opens> },
          { title: t('lead.party'), dataIndex: 'party' },
          { title: t('entry.amount'), render: (_, l) => l.amount && <Opens onOpen={open(l)}><Money yuan={l.amount} /></Opens>, align: 'right' },
          { title: t('models.key'), dataIndex: 'key', ellipsis: true },
        ]}
      />
      {!leads.every(isKept) && <p className="hint">{t('models.unkept')}</p>}
    </>
  );
}
