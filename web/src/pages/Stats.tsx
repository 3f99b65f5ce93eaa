import { Alert, Button, Select, Space, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go, setParam, useRoute } from '../app/route';
import { usePage } from '../app/useParam';
import { useSettings } from '../app/settings';
import { type Count, counted } from '../leads/behind';
import { useModelNames } from '../leads/names';
import { percent } from '../models/Precision';
import { Answer, Nothing } from '../parts/Answer';
import { Download } from '../parts/Download';
import { Figure } from '../parts/Figure';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { fenOf } from '../parts/amounts';
import { Panel } from '../parts/Panel';
import { type Word, useWords } from '../words';

interface Stat {
  model: string | null;
  month: string | null;
  found: number;
  confirmed: number;
  refuted: number;
  confirmed_share: string | null;
  confirmed_low: string | null;
  confirmed_high: string | null;
  few: boolean;
  recommended: number;
  referred: number;
  replied: number;
  adopted: number;
  declined: number;
  money: string;
  open?: number;
  reply_near?: number;
  reply_late?: number;
  reply_over?: number;
}
interface Stats {
  all: Stat;
  adopted_share: { share: string | null; adopted: number; base: number };
  rows: Stat[];
}

const COUNT = 78; // or as wide as the longest word of its heading
const counts = ['found', 'confirmed', 'refuted', 'recommended', 'referred', 'replied', 'adopted', 'declined'] as const;

/* A share opens what it is a share of; how many that is stands beside it. */
function ShareTrue({ of, onOpen }: { of: Stat; onOpen: () => void }) {
  const t = useWords();

  if (!of.confirmed_share || !of.confirmed_low || !of.confirmed_high) return <span className="quiet">—</span>;
  const values = { low: percent(of.confirmed_low), high: percent(of.confirmed_high), n: of.confirmed + of.refuted };
  return (
    <>
      <Opens onOpen={of.confirmed > 0 ? onOpen : undefined}>{percent(of.confirmed_share)}</Opens>
      <div className="quiet small">{t(of.few ? 'precision.few' : 'precision.between', values)}</div>
    </>
  );
}

/* The whole at a glance: each figure leads to its leads. */
function Totals({ caseName, stats }: { caseName: string; stats: Stats }) {
  const t = useWords();
  const { inWan } = useSettings();
  const { all } = stats;
  const figures: [Word, number, Record<string, string>][] = [
    ['stats.found', all.found, {}],
    ['stats.open', all.open ?? 0, counted('open')],
    ['stats.confirmed', all.confirmed, counted('confirmed')],
    ['stats.recommended', all.recommended, counted('recommended')],
    ['stats.adopted', all.adopted, counted('adopted')],
    ['stats.due', (all.reply_near ?? 0) + (all.reply_late ?? 0) + (all.reply_over ?? 0), { due: 'true' }],
  ];

  return (
    <div className="counts">
      {figures.map(([word, n, params]) => (
        <Figure key={word} title={t(word)} n={n} onOpen={() => go(caseName, 'leads', params)} />
      ))}
      <Figure title={`${t('stats.money')} (${t(inWan ? 'money.wan' : 'money.yuan')})`} n={<Money yuan={all.money} />} onOpen={() => go(caseName, 'leads', counted('money'))} />
    </div>
  );
}

export default function StatsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const call = useCall<Stats>(casePath(caseName, 'lead', 'stats'));
  const models = useModelNames(caseName);
  const pages = usePage(50);
  const by = params.get('by') ?? 'model';
  const only = params.get('model');
  const file = casePath(caseName, 'files', 'report', 'stats');

  return (
    <div className="stack">
      <div className="page-head">
        <h1 className="page-title">{t('page.stats')}</h1>
        <Space wrap className="no-print">
          <Download path={file} params={{ format: 'xlsx', model: only ?? undefined }} label={t('stats.xlsx')} />
          <Download path={file} params={{ format: 'csv', model: only ?? undefined }} label={t('stats.csv')} />
        </Space>
      </div>
      <Alert type="info" showIcon title={t('stats.hint')} />
      <Answer call={call}>
        {(stats) => {
          if (stats.all.found === 0) return <Nothing title={t('leads.none')} />;
          const found = [...new Set(stats.rows.map((r) => r.model ?? ''))];
          const open = (r: Stat, c: Count) => () => go(caseName, 'leads', { model: r.model ?? '', ...counted(c, r.month) });
          const column = (c: (typeof counts)[number]) => ({
            title: t(`stats.${c}` as Word),
            align: 'right' as const,
            width: COUNT,
            render: (_: unknown, r: Stat) => (
              <Opens onOpen={r[c] > 0 ? open(r, c) : undefined}>{r[c].toLocaleString()}</Opens>
            ),
          });
          const rows = stats.rows.filter((r) => (by === 'month') === (r.month !== null) && (!only || r.model === only));
          return (
            <>
              <Totals caseName={caseName} stats={stats} />
              {stats.adopted_share.base > 0 && (
                <p className="quiet hint">
                  <Opens onOpen={stats.adopted_share.adopted > 0 ? () => go(caseName, 'leads', counted('adopted')) : undefined}>{t('stats.adopted.share', { share: percent(stats.adopted_share.share ?? '0'), adopted: stats.adopted_share.adopted, base: stats.adopted_share.base })}</Opens>
                </p>
              )}
              <Panel
                title={t('stats.table')}
                extra={
                  <Space wrap>
                    <Select
                      aria-label={t('stats.by')}
                      value={by}
                      onChange={(v) => setParam('by', v === 'model' ? undefined : v)}
                      options={[
                        { value: 'model', label: t('stats.by.model') },
                        { value: 'month', label: t('stats.by.month') },
                      ]}
                      style={{ width: 200 }}
                    />
                    <Select
                      allowClear
                      showSearch
                      optionFilterProp="label"
                      aria-label={t('lead.model')}
                      placeholder={t('lead.model')}
                      value={only ?? undefined}
                      onChange={(v: string | undefined) => setParam('model', v)}
                      options={found.map((id) => ({ value: id, label: models.name(id) }))}
                      popupMatchSelectWidth={false}
                      style={{ width: 220 }}
                    />
                  </Space>
                }
              >
                <Table<Stat>
                  size="small"
                  rowKey={(r) => `${r.model}${r.month}`}
                  dataSource={rows}
                  pagination={pages.of(rows.length)}
                  tableLayout="auto" // headings wrap, so that all columns fit on a screen; a smaller one scrolls
                  scroll={{ x: true }}
                  columns={[
                    {
                      title: t('lead.model'),
                      fixed: 'left',
                      width: 195,
                      render: (_, r) => (
                        <Button type="link" className="inline wrap" onClick={() => go(caseName, 'leads', { model: r.model ?? '' })}>
                          {models.name(r.model ?? '')}
                        </Button>
                      ),
                    },
                    ...(by === 'month' ? [{ title: t('stats.month'), width: 90, render: (_: unknown, r: Stat) => <span className="number">{r.month}</span> }] : []),
                    ...counts.slice(0, 3).map(column),
                    { title: t('precision.share'), render: (_, r) => <ShareTrue of={r} onOpen={open(r, 'confirmed')} />, width: 190 },
                    ...counts.slice(3).map(column),
                    { title: t('stats.money'), render: (_, r) => <Opens onOpen={fenOf(r.money) !== 0n ? open(r, 'money') : undefined}><Money yuan={r.money} /></Opens>, align: 'right', width: 125 },
                  ]}
                />
              </Panel>
            </>
          );
        }}
      </Answer>
    </div>
  );
}
