import { Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { Answer } from '../parts/Answer';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import type { FeedbackLine } from './types';

export const percent = (share: string): string => `${(Number(share) * 100).toFixed(1)}%`;

export function Share({ of }: { of: FeedbackLine['precision'] }) {
  const t = useWords();

  if (!of) return <span className="quiet">{t('precision.none')}</span>;
  return (
    <span className="number">
      {percent(of.share)} <span className="quiet">{t(of.few ? 'precision.few' : 'precision.between', { low: percent(of.low), high: percent(of.high), n: of.n })}</span>
    </span>
  );
}

/* How often it was right, by version and rule, from what people found out. */
export function Precision({ caseName, id }: { caseName: string; id: string }) {
  const t = useWords();
  const call = useCall<{ lines: FeedbackLine[] }>(casePath(caseName, 'model', 'feedback', id));

  return (
    <Answer call={call}>
      {({ lines }) =>
        lines.length === 0 ? (
          <span className="quiet">{t('precision.no.leads')}</span>
        ) : (
          <Table<FeedbackLine>
            size="small"
            rowKey={(l) => `${l.of}${l.version}${l.hash}${l.rule}`}
            dataSource={lines.filter((l) => l.of !== 'model')}
            pagination={false}
            scroll={{ x: 720 }}
            columns={[
              { title: t('precision.of'), render: (_, l) => (l.of === 'version' ? <strong>{t('precision.version', { version: l.version ?? '' })}</strong> : <span style={{ paddingInlineStart: 16 }}>{l.rule}</span>) },
              {
                title: t('leads.count'),
                align: 'right',
                // Leads are listed by model: those of its only version are all of them.
                render: (_, l) => <Opens onOpen={l.of === 'version' && lines.filter((x) => x.of === 'version').length === 1 ? () => go(caseName, 'leads', { model: id }) : undefined}>{l.leads}</Opens>,
              },
              { title: t('lead.confirmed'), dataIndex: 'confirmed', align: 'right' },
              { title: t('lead.refuted'), dataIndex: 'refuted', align: 'right' },
              { title: t('precision.open'), dataIndex: 'open', align: 'right' },
              { title: t('precision.share'), render: (_, l) => <Share of={l.precision} /> },
            ]}
          />
        )
      }
    </Answer>
  );
}
