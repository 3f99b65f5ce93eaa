import { Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { Answer } from '../parts/Answer';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import type { FeedbackLine } from './types';

export const percent = (share: string): string => `${(Number(share) * 100).toFixed(1)}%`;

type Outcome = 'confirmed' | 'refuted' | 'open' | 'vanished';

/* It opens those that were right; of how many stands beside it. */
function Share({ of, onOpen }: { of: FeedbackLine['precision']; onOpen: (() => void) | undefined }) {
  const t = useWords();

  if (!of) return <span className="quiet">{t('precision.none')}</span>;
  return (
    <span className="number">
      <Opens onOpen={onOpen}>{percent(of.share)}</Opens> <span className="quiet">{t(of.few ? 'precision.few' : 'precision.between', { low: percent(of.low), high: percent(of.high), n: of.n })}</span>
    </span>
  );
}

/* How often it was right, by version and rule, from what people found out. */
export function Precision({ caseName, id }: { caseName: string; id: string }) {
  const t = useWords();
  const call = useCall<{ lines: FeedbackLine[] }>(casePath(caseName, 'model', 'feedback', id));
  // The leads that a line counts, or those of them that came out so.
  const open = (l: FeedbackLine, outcome?: Outcome) => () =>
    go(caseName, 'leads', { model: id, ...(l.version && { 'of-version': l.version }), ...(l.hash && { 'of-hash': l.hash }), ...(l.rule && { rule: l.rule }), ...(outcome && { outcome }) });
  const column = (title: string, outcome: Outcome) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, l: FeedbackLine) => <Opens onOpen={l[outcome] > 0 ? open(l, outcome) : undefined}>{l[outcome].toLocaleString()}</Opens>,
  });

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
                render: (_, l) => <Opens onOpen={l.leads > 0 ? open(l) : undefined}>{l.leads.toLocaleString()}</Opens>,
              },
              column(t('lead.confirmed'), 'confirmed'),
              column(t('lead.refuted'), 'refuted'),
              column(t('precision.open'), 'open'),
              column(t('lead.vanished'), 'vanished'),
              { title: t('precision.share'), render: (_, l) => <Share of={l.precision} onOpen={l.confirmed > 0 ? open(l, 'confirmed') : undefined} /> },
            ]}
          />
        )
      }
    </Answer>
  );
}
