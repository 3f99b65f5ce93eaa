import { Button, Card, Progress, Space, Table } from 'antd';

import { casePath, url } from '../api/client';
import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { Upload } from '../parts/Upload';
import { Mark } from '../parts/Mark';
import { type Word, useWords } from '../words';

interface Pool {
  id: string;
  name: string;
  rows: number;
  replaced: number;
  files: number;
  newest: string | null;
  as_of: string | null;
  fresh_days: number;
  state: string;
  columns: { id: string; heading: string; filled: number }[];
}

export default function PoolsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<{ pools: Pool[] }>(casePath(caseName, 'pool', 'check'));

  return (
    <Card size="small" title={<h1 style={{ fontSize: 16, margin: 0 }}>{t('page.pools')}</h1>}>
      <p style={{ marginTop: 0, color: '#595959' }}>{t('pools.hint')}</p>
      <Answer call={call}>
        {({ pools }) => (
          <Table<Pool>
            size="small"
            rowKey="id"
            dataSource={[...pools].sort((a, b) => Number(b.rows > 0) - Number(a.rows > 0) || a.id.localeCompare(b.id))}
            pagination={false}
            scroll={{ x: 900 }}
            expandable={{
              rowExpandable: (p) => p.rows > 0,
              expandedRowRender: (p) => (
                <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))', gap: '4px 16px' }}>
                  {p.columns.map((c) => (
                    <div key={c.id} style={{ display: 'flex', gap: 8 }}>
                      <span style={{ width: 130 }}>{c.heading}</span>
                      <Progress percent={Math.floor((c.filled * 100) / p.rows)} size="small" aria-label={c.heading} strokeColor="#0958d9" />
                    </div>
                  ))}
                </div>
              ),
            }}
            columns={[
              { title: t('pools.name'), dataIndex: 'name' },
              { title: t('pools.rows'), render: (_, p) => <span className="number">{p.rows.toLocaleString()}</span>, align: 'right', width: 120 },
              { title: t('pools.files'), dataIndex: 'files', align: 'right', width: 80 },
              { title: t('pools.as_of'), render: (_, p) => p.as_of ?? p.newest ?? '', width: 120 },
              { title: t('pools.state'), render: (_, p) => <Mark tone={p.state === 'fresh' ? 'good' : p.state === 'empty' ? 'plain' : 'alert'}>{t(`pool.${p.state}` as Word)}</Mark>, width: 110 },
              {
                title: '',
                width: 220,
                render: (_, p) => (
                  <Space>
                    <Button size="small" href={url(casePath(caseName, 'files', 'pool', 'template', p.id), { format: 'xlsx' })}>
                      {t('pools.template')}
                    </Button>
                    <Upload caseName={caseName} job={['pool', 'load', p.id]} label={t('pools.load')} />
                  </Space>
                ),
              },
            ]}
          />
        )}
      </Answer>
    </Card>
  );
}
