import { Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { useModelNames } from '../leads/names';
import { useWords } from '../words';
import { Answer } from './Answer';
import { Opens } from './Opens';
import { when } from './when';

interface Run {
  model: string;
  version: string;
  as_of: string;
  leads: number;
  who: string;
  ran_at: string;
}

/* Which model ran when, by whom, and what it gave; the newest first. */
export function RunLog({ caseName }: { caseName: string }) {
  const t = useWords();
  const models = useModelNames(caseName);
  const call = useCall<{ runs: Run[] }>(casePath(caseName, 'model', 'log'));

  return (
    <Answer call={call}>
      {({ runs }) =>
        runs.length === 0 ? (
          <span className="quiet">{t('log.none')}</span>
        ) : (
          <Table<Run>
            size="small"
            rowKey={(r) => `${r.model}${r.ran_at}`}
            dataSource={[...runs].reverse()}
            pagination={runs.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
            columns={[
              { title: t('log.at'), render: (_, r) => <span className="number">{when(r.ran_at)}</span>, width: 190 },
              { title: t('log.who'), dataIndex: 'who', width: 160 },
              { title: t('lead.model'), render: (_, r) => `${models.name(r.model)} ${r.version}` },
              { title: t('leads.count'), align: 'right', width: 110, render: (_, r) => <Opens onOpen={r.leads > 0 ? () => go(caseName, 'leads', { model: r.model }) : undefined}>{r.leads}</Opens> },
            ]}
          />
        )
      }
    </Answer>
  );
}
