import { Alert, Button, Card, DatePicker, Segmented, Select, Space, Table } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useMemo, useState } from 'react';

import { casePath } from '../api/client';
import type { Account } from '../api/types';
import { useCall } from '../api/useCall';
import { setParam, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { Answer, Nothing } from '../parts/Answer';
import { formatMoney } from '../parts/Money';
import { Rows } from '../parts/Rows';
import { type Band, Sankey, withoutCircles } from '../parts/Sankey';
import { type Word, useWords } from '../words';

interface Sink {
  kind: string;
  account: string | null;
  holder: string | null;
  amount: string;
}
interface Transfer {
  id: string;
  from: string | null;
  from_holder: string | null;
  to: string | null;
  to_holder: string | null;
  to_kind?: string;
  tainted: string;
  lower: string;
  upper: string;
  entries: { id: string }[];
}
interface Trace {
  rule: string;
  seeded: string;
  conserved: boolean;
  sinks: Sink[];
  transfers: Transfer[];
}

const rules = ['fifo', 'lifo', 'prorata', 'clean-first', 'taint-first'] as const;
const MOST_BANDS = 60;
const fen = (yuan: string) => BigInt(yuan.replace('.', ''));
const yuan = (n: bigint) => `${n < 0n ? '-' : ''}${(n < 0n ? -n : n).toString().padStart(3, '0').replace(/(\d\d)$/, '.$1')}`;

/* Where the money is, a row for each end, a column for each rule. */
function Comparison({ traces, inWan }: { traces: Trace[]; inWan: boolean }) {
  const t = useWords();
  const ends = new Map<string, { title: string; sums: Map<string, bigint> }>();
  for (const trace of traces) {
    for (const sink of trace.sinks) {
      const key = `${sink.kind}\n${sink.holder ?? sink.account ?? ''}`;
      const title = [t(`sink.${sink.kind}` as Word), sink.holder ?? sink.account ?? ''].filter(Boolean).join(' · ');
      const end = ends.get(key) ?? { title, sums: new Map<string, bigint>() };
      end.sums.set(trace.rule, (end.sums.get(trace.rule) ?? 0n) + fen(sink.amount));
      ends.set(key, end);
    }
  }
  const most = (sums: Map<string, bigint>) => [...sums.values()].reduce((a, b) => (a > b ? a : b), 0n);
  const rows = [...ends].map(([key, end]) => ({ key, ...end })).sort((a, b) => (most(a.sums) > most(b.sums) ? -1 : 1));

  return (
    <Table
      size="small"
      dataSource={rows}
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: 900 }}
      columns={[
        { title: t('trace.end'), dataIndex: 'title', ellipsis: true },
        ...rules.map((rule) => ({
          title: t(`rule.${rule}`),
          align: 'right' as const,
          width: 150,
          render: (_: unknown, row: (typeof rows)[number]) => <span className="money">{formatMoney(yuan(row.sums.get(rule) ?? 0n), inWan)}</span>,
        })),
      ]}
    />
  );
}

function bandsOf(trace: Trace): Band[] {
  const bands = new Map<string, Band>();
  for (const one of trace.transfers) {
    const from = one.from ?? '?';
    const to = one.to ?? `to:${one.to_kind ?? 'other'}`;
    const key = `${from}\n${to}`;
    const band = bands.get(key) ?? { from, to, amount: 0n, entries: [] };
    band.amount += fen(one.tainted);
    band.entries.push(...one.entries.map((e) => e.id));
    bands.set(key, band);
  }
  return [...bands.values()].filter((b) => b.amount > 0n).sort((a, b) => (a.amount > b.amount ? -1 : 1));
}

function Picture({ caseName, trace }: { caseName: string; trace: Trace }) {
  const t = useWords();
  const { inWan } = useSettings();
  const [band, setBand] = useState<Band>();
  const { shown, cut, left } = useMemo(() => {
    const all = bandsOf(trace);
    const { kept, left: circles } = withoutCircles(all.slice(0, MOST_BANDS));
    return { shown: kept, cut: all.length - Math.min(all.length, MOST_BANDS), left: circles };
  }, [trace]);
  const names = useMemo(() => {
    const map = new Map<string, string>();
    for (const one of trace.transfers) {
      if (one.from) map.set(one.from, one.from_holder ?? one.from);
      if (one.to) map.set(one.to, one.to_holder ?? one.to);
    }
    return map;
  }, [trace]);
  const titleOf = useCallback(
    (id: string) => (id.startsWith('to:') ? t(`outside.${id.slice(3)}` as Word) : `${names.get(id) ?? id}${/^\d/.test(id) ? ` …${id.slice(-4)}` : ''}`),
    [names, t],
  );
  const money = useCallback((n: bigint) => formatMoney(yuan(n), inWan), [inWan]);

  if (shown.length === 0) return <Nothing title={t('trace.none')} />;
  return (
    <>
      {(cut > 0 || left.length > 0) && <p style={{ color: '#595959' }}>{t('trace.cut', { shown: shown.length, cut, left: left.length })}</p>}
      <Sankey bands={shown} titleOf={titleOf} money={money} label={t('trace.picture')} onBand={setBand} />
      <details>
        <summary>{t('trace.bands')}</summary>
        <ul style={{ columns: 2 }}>
          {shown.map((b) => (
            <li key={`${b.from} ${b.to}`}>
              <Button type="link" size="small" onClick={() => setBand(b)}>
                {titleOf(b.from)} → {titleOf(b.to)} {money(b.amount)}
              </Button>
            </li>
          ))}
        </ul>
      </details>
      <Rows caseName={caseName} ids={band?.entries} title={band ? `${titleOf(band.from)} → ${titleOf(band.to)}` : ''} onClose={() => setBand(undefined)} />
    </>
  );
}

export default function TracePage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const { inWan } = useSettings();
  const accounts = useCall<{ accounts: Account[] }>(casePath(caseName, 'accounts'));
  const from = params.get('from') ?? undefined;
  const since = params.get('since') ?? undefined;
  const rule = params.get('rule') ?? 'fifo';
  const call = useCall<{ traces: Trace[] }>(from ? casePath(caseName, 'trace') : undefined, { from, since, rule: 'all' });

  return (
    <Card size="small" title={<h1 style={{ fontSize: 16, margin: 0 }}>{t('page.trace')}</h1>}>
      <Space wrap style={{ marginBottom: 12 }}>
        <Select
          showSearch
          aria-label={t('trace.from')}
          placeholder={t('trace.from')}
          value={from ?? null}
          onChange={(value: string | null) => setParam('from', value ?? undefined)}
          optionFilterProp="label"
          options={(accounts.data?.accounts ?? []).map((a) => ({ value: a.account, label: `${a.holder} ${a.account} ${a.bank}` }))}
          style={{ width: 340 }}
        />
        <DatePicker aria-label={t('trace.since')} placeholder={t('trace.since')} value={since ? dayjs(since) : null} onChange={(_, day) => setParam('since', Array.isArray(day) ? day[0] : (day ?? undefined))} />
      </Space>
      {!from ? (
        <Nothing title={t('trace.begin')} />
      ) : (
        <Answer call={call}>
          {({ traces }) => {
            const shown = traces.find((x) => x.rule === rule) ?? traces[0];
            return (
              <>
                <Alert type="info" showIcon title={t('trace.hint', { sum: formatMoney(traces[0]?.seeded, inWan), unit: t(inWan ? 'money.wan' : 'money.yuan') })} style={{ marginBottom: 12 }} />
                <Comparison traces={traces} inWan={inWan} />
                <h2 style={{ fontSize: 15 }}>{t('trace.picture')}</h2>
                <Segmented
                  aria-label={t('trace.rule')}
                  value={rule}
                  onChange={(value) => setParam('rule', value)}
                  options={rules.map((r) => ({ value: r, label: t(`rule.${r}`) }))}
                  style={{ marginBottom: 8 }}
                />
                {shown && <Picture caseName={caseName} trace={shown} />}
              </>
            );
          }}
        </Answer>
      )}
    </Card>
  );
}
