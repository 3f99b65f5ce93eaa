import { Alert, Button, Card, DatePicker, Segmented, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useMemo } from 'react';

import { casePath } from '../api/client';
import type { Account } from '../api/types';
import { useCall } from '../api/useCall';
import { go, setParam, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { Answer, Nothing } from '../parts/Answer';
import { NoStatements } from '../parts/NoStatements';
import { formatMoney } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { Ends } from '../trace/Ends';
import { Payment } from '../trace/Payment';
import { Picture } from '../trace/Picture';
import { Transfers } from '../trace/Transfers';
import { type Rule, type Trace, rules } from '../trace/types';
import { type Word, useWords } from '../words';

/* How an account, or what is outside of all of them, is called. */
function useTitles(traces: Trace[]): (id: string) => string {
  const t = useWords();
  const names = useMemo(() => {
    const map = new Map<string, string>();
    for (const one of traces.flatMap((trace) => trace.transfers)) {
      if (one.from) map.set(one.from, one.from_holder ?? one.from);
      if (one.to) map.set(one.to, one.to_holder ?? one.to);
    }
    return map;
  }, [traces]);

  return useCallback((id) => (id.startsWith('to:') ? t(`outside.${id.slice(3)}` as Word) : `${names.get(id) ?? id}${/^\d/.test(id) ? ` …${id.slice(-4)}` : ''}`), [names, t]);
}

function Traced({ caseName, traces }: { caseName: string; traces: Trace[] }) {
  const t = useWords();
  const { params } = useRoute();
  const { inWan } = useSettings();
  const titleOf = useTitles(traces);
  const rule = rules.find((r) => r === params.get('rule')) ?? 'fifo';
  const trace = traces.find((x) => x.rule === rule) ?? traces[0];
  const payment = params.get('payment');
  const since = params.get('since');
  // What is followed is all that the account paid from that day on.
  const openSeeds = () => go(caseName, 'entries', { account: params.get('from') ?? '', way: 'out', ...(since ? { since } : {}) });

  if (!trace) return <Nothing title={t('trace.none')} />;
  if (payment) return <Payment caseName={caseName} traces={traces} rule={rule} id={payment} titleOf={titleOf} onSeeds={openSeeds} />;
  return (
    <>
      <Alert type="info" showIcon title={<Opens onOpen={openSeeds}>{t('trace.seeded', { sum: formatMoney(trace.seeded, inWan), unit: t(inWan ? 'money.wan' : 'money.yuan') })}</Opens>} description={t('trace.hint')} action={<Button size="small" onClick={openSeeds}>{t('trace.seeds')}</Button>} style={{ marginBottom: 12 }} />
      <Ends caseName={caseName} traces={traces} />
      <h2 className="part">{t('trace.picture')}</h2>
      <Segmented
        aria-label={t('trace.rule')}
        value={rule}
        onChange={(value: Rule) => setParam('rule', value)}
        options={rules.map((r) => ({ value: r, label: t(`rule.${r}`) }))}
        style={{ marginBottom: 8 }}
      />
      <Picture trace={trace} titleOf={titleOf} />
      <Transfers trace={trace} band={params.get('band') ?? undefined} titleOf={titleOf} />
    </>
  );
}

export default function TracePage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const accounts = useCall<{ accounts: Account[] }>(casePath(caseName, 'accounts'));
  const from = params.get('from') ?? undefined;
  const since = params.get('since') ?? undefined;
  const call = useCall<{ traces: Trace[] }>(from ? casePath(caseName, 'trace') : undefined, { from, since, rule: 'all', bounds: true });

  return (
    <div className="stack">
      <h1 className="page-title">{t('page.trace')}</h1>
      <Card size="small">
        <Space wrap className="no-print" style={{ marginBottom: 12 }}>
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
        {from ? <Answer call={call}>{({ traces }) => <Traced caseName={caseName} traces={traces} />}</Answer> : accounts.data?.accounts.length === 0 ? <NoStatements /> : <Nothing title={t('trace.begin')} />}
      </Card>
    </div>
  );
}
