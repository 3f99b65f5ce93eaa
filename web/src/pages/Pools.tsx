import { Alert, Button, Progress, Space, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams, useRoute } from '../app/route';
import { Answer } from '../parts/Answer';
import { Download } from '../parts/Download';
import { Drop } from '../parts/Drop';
import { Mark } from '../parts/Mark';
import { Opens } from '../parts/Opens';
import { FileRows } from '../parts/FileRows';
import { LoadedFiles } from '../pools/LoadedFiles';
import type { Pick } from '../pools/PoolRows';
import { PoolView } from '../pools/PoolView';
import { type Pool, completeness } from '../pools/types';
import { useLoaded } from '../pools/useLoaded';
import { type Word, useBoth, useWords } from '../words';

const orphansOf = (p: Pool): number => p.orphans.reduce((n, o) => n + o.rows, 0);

/* Another pool, and nothing of what was looked for in the one before; its rows at once where they are asked for. */
const choose = (pool: string | undefined, rows?: Pick): void => setParams({ about: undefined, replaced: undefined, load: undefined, 'load-rows': undefined, 'load-page': undefined, loads: undefined, pool, rows, row: undefined, 'rows-page': undefined });

function Pools({ caseName, pools }: { caseName: string; pools: Pool[] }) {
  const t = useWords();
  const both = useBoth();
  const open = (id: string) => choose(id);

  return (
    <Table<Pool>
      size="small"
      rowKey="id"
      dataSource={[...pools].sort((a, b) => Number(b.rows > 0) - Number(a.rows > 0) || a.id.localeCompare(b.id))}
      pagination={false}
      scroll={{ x: 900 }}
      columns={[
        {
          title: t('pools.name'),
          render: (_, p) => (
            <Button type="link" className="inline wrap" onClick={() => open(p.id)}>
              {both({ zh: p.name, en: p.name_en })}
            </Button>
          ),
        },
        { title: t('pools.rows'), render: (_, p) => <Opens onOpen={p.rows > 0 ? () => choose(p.id, 'all') : undefined}>{p.rows.toLocaleString()}</Opens>, align: 'right', width: 110 },
        { title: t('pools.files'), render: (_, p) => <Opens onOpen={p.files > 0 ? () => open(p.id) : undefined}>{p.files}</Opens>, align: 'right', width: 80 },
        { title: t('pools.as_of'), render: (_, p) => p.as_of ?? (p.state === 'unknown' ? '' : (p.newest ?? '')), width: 120 },
        {
          title: t('pools.state'),
          width: 130,
          render: (_, p) => (
            <span title={p.rows > 0 ? t('pools.fresh', { n: p.fresh_days }) : undefined}>
              <Mark tone={p.state === 'fresh' ? 'good' : p.state === 'empty' ? 'plain' : 'alert'}>{t(`pool.${p.state}` as Word)}</Mark>
            </span>
          ),
        },
        { title: t('pools.filled'), width: 150, render: (_, p) => p.rows > 0 && <div className="filled"><Progress percent={completeness(p)} size="small" strokeColor="#0958d9" aria-label={`${both({ zh: p.name, en: p.name_en })} ${t('pools.filled')}`} status="normal" showInfo={false} /><Opens onOpen={() => open(p.id)}>{completeness(p)}%</Opens></div> },
        { title: t('pools.orphans.n'), width: 120, align: 'right', render: (_, p) => (orphansOf(p) > 0 ? <Opens onOpen={() => open(p.id)}><Mark tone="alert">{orphansOf(p).toLocaleString()}</Mark></Opens> : '') },
        {
          title: '',
          width: 210,
          render: (_, p) => (
            <Space>
              <Download size="small" path={casePath(caseName, 'files', 'pool', 'template', p.id)} params={{ format: 'xlsx' }} label={t('pools.template')} />
              <Button size="small" onClick={() => open(p.id)}>
                {t('pools.load')}
              </Button>
            </Space>
          ),
        },
      ]}
    />
  );
}

export default function PoolsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const call = useCall<{ pools: Pool[] }>(casePath(caseName, 'pool', 'check'));
  const { loaded, error, follow, forget } = useLoaded();

  return (
    <div className="stack">
      <h1 className="page-title">{t('page.pools')}</h1>
      <Drop caseName={caseName} title={t('pools.any')} hint={t('pools.any.hint')} onBegun={(job) => void follow(job)} />
      {error && <Alert type="error" showIcon title={error} closable={{ onClose: forget }} />}
      {loaded && <LoadedFiles loaded={loaded} />}
      <Answer call={call}>
        {({ pools }) => (
          <>
            <Pools caseName={caseName} pools={pools} />
            <PoolView caseName={caseName} pool={pools.find((p) => p.id === params.get('pool'))} pools={pools} onClose={() => choose(undefined)} />
            <FileRows caseName={caseName} />
          </>
        )}
      </Answer>
    </div>
  );
}
