import { Table } from 'antd';

import { Money } from '../parts/Money';
import { useWords } from '../words';
import type { FoundLead } from './types';

/* Leads as a run found them, recorded or not. */
export function FoundLeads({ leads }: { leads: FoundLead[] }) {
  const t = useWords();

  return (
    <Table<FoundLead>
      size="small"
      rowKey="id"
      dataSource={leads}
      pagination={leads.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: 640 }}
      columns={[
        { title: t('lead.grade'), dataIndex: 'grade', width: 60 },
        { title: t('case.number'), dataIndex: 'case' },
        { title: t('lead.party'), dataIndex: 'party' },
        { title: t('entry.amount'), render: (_, l) => <Money yuan={l.amount} />, align: 'right' },
        { title: t('models.key'), dataIndex: 'key', ellipsis: true },
      ]}
    />
  );
}
