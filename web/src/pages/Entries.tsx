import { CloseOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Input, Segmented, Select, Space, Tag } from 'antd';
import dayjs from 'dayjs';
import { type RefObject, useEffect, useRef, useState } from 'react';

import { type Params, casePath, get } from '../api/client';
import { useCall } from '../api/useCall';
import type { Account, Entry } from '../api/types';
import { setParam, setParams, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { useBlocks } from '../grid/blocks';
import { MOST_COPIED } from '../grid/copy';
import { type Column, Grid, type Range } from '../grid/Grid';
import { useCopy } from '../grid/useCopy';
import { amountText, readAmount } from '../parts/amounts';
import { Answer, Nothing } from '../parts/Answer';
import { DownloadRows } from '../parts/DownloadRows';
import { Doubts } from '../parts/Doubts';
import { filters, wishOf } from '../parts/entriesWish';
import { EntryDetails } from '../parts/EntryDetails';
import { Money, formatMoney } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { stated } from '../parts/when';
import { type Word, useWords } from '../words';

interface Rows {
  total: number;
  n_in: number;
  n_out: number;
  in: string;
  out: string;
  entries: Entry[];
}

function Chips({ params }: { params: URLSearchParams }) {
  const t = useWords();
  const set = filters.filter((name) => params.get(name) && name !== 'sort' && name !== 'backwards');

  if (set.length === 0) return null;
  return (
    <div>
      {set.map((name) => (
        <Tag key={name} closable closeIcon={<span aria-label={t('filter.remove')}>×</span>} onClose={() => setParam(name, undefined)}>
          {t(`filter.${name}` as Word)}: {name === 'way' ? t(`way.${params.get(name)}` as Word) : params.get(name)}
        </Tag>
      ))}
      <Button size="small" type="link" onClick={() => setParams(Object.fromEntries(set.map((name) => [name, undefined])))}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}

function Filters({ caseName, params }: { caseName: string; params: URLSearchParams }) {
  const t = useWords();
  const accounts = useCall<{ accounts: Account[] }>(casePath(caseName, 'accounts'));
  const since = params.get('since');
  const until = params.get('until');

  return (
    <Space wrap size={8}>
      {(['text', 'counterparty'] as const).map((name) => (
        <WordsFilter key={`${name} ${params.get(name) ?? ''}`} name={name} value={params.get(name) ?? ''} />
      ))}
      <Select
        allowClear
        mode="multiple"
        maxTagCount="responsive"
        aria-label={t('filter.account')}
        placeholder={t('filter.account')}
        value={params.get('account')?.split(',') ?? []}
        onChange={(value: string[]) => setParam('account', value.join(','))}
        optionFilterProp="label"
        options={(accounts.data?.accounts ?? []).map((a) => ({ value: a.account, label: `${a.holder} ${a.account} ${a.bank}` }))}
        style={{ width: 260 }}
      />
      <DatePicker.RangePicker
        aria-label={t('filter.days')}
        value={[since ? dayjs(since) : null, until ? dayjs(until) : null]}
        allowEmpty={[true, true]}
        onChange={(_, [from, to]) => setParams({ since: from, until: to })}
      />
      <AmountFilter key={`${params.get('least') ?? ''}-${params.get('most') ?? ''}`} params={params} />
      <Select
        allowClear
        aria-label={t('filter.way')}
        placeholder={t('filter.way')}
        value={params.get('way') ?? undefined}
        onChange={(value: string | undefined) => setParam('way', value)}
        options={[
          { value: 'in', label: t('way.in') },
          { value: 'out', label: t('way.out') },
        ]}
        style={{ width: 120 }}
      />
      <Select
        aria-label={t('sort')}
        value={`${params.get('sort') ?? 'time'}${params.get('backwards') ? '-' : ''}`}
        onChange={(value: string) => setParams({ sort: value.replace('-', ''), backwards: value.endsWith('-') ? 'true' : undefined })}
        options={(['time', 'time-', 'amount-', 'amount', 'ledger'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
        style={{ width: 150 }}
      />
    </Space>
  );
}

function WordsFilter({ name, value }: { name: 'text' | 'counterparty'; value: string }) {
  const t = useWords();

  return (
    <Input.Search
      allowClear
      defaultValue={value}
      placeholder={t(`filter.${name}.hint`)}
      aria-label={t(`filter.${name}`)}
      onSearch={(words) => setParam(name, words)}
      style={{ width: name === 'text' ? 260 : 220 }}
    />
  );
}

/* One box for both bounds; what cannot be read is told and changes nothing. */
function AmountFilter({ params }: { params: URLSearchParams }) {
  const t = useWords();
  const shown = amountText(params.get('least'), params.get('most'));
  const [text, setText] = useState(shown);
  const read = readAmount(text);

  function take(): void {
    if (read && text !== shown) setParams({ least: read.least, most: read.most });
  }
  return (
    <Input
      value={text}
      status={read ? '' : 'error'}
      aria-invalid={!read}
      placeholder={t('filter.amount')}
      aria-label={t('filter.amount')}
      onChange={(e) => setText(e.target.value)}
      onPressEnter={take}
      onBlur={take}
      style={{ width: 280 }}
    />
  );
}

/* One row with the original beside it; which one stands in the address. */
function Opened({ caseName, id }: { caseName: string; id: string }) {
  const t = useWords();
  const call = useCall<{ entries: Entry[] }>(casePath(caseName, 'entries'), { entry: id });

  return (
    <section className="opened" aria-label={t('entry.title')}>
      <Answer call={call}>{({ entries }) => entries[0] && <EntryDetails caseName={caseName} entry={entries[0]} />}</Answer>
      <Button className="opened-close" type="text" size="small" aria-label={t('close')} icon={<CloseOutlined />} onClick={() => setParam('open', undefined)} />
    </section>
  );
}

function Table({ caseName, wish, first, opened, start }: { caseName: string; wish: Params; first: Rows; opened: string | undefined; start: RefObject<number> }) {
  const t = useWords();
  const { inWan } = useSettings();
  const blocks = useBlocks<Entry>(JSON.stringify(wish), async (offset, limit, signal) => {
    const rows = await get<Rows>(casePath(caseName, 'entries'), { ...wish, offset, limit }, signal);
    return rows.entries;
  });
  const [range, setRange] = useState<Range>();
  // Other filters begin at their first row.
  useEffect(() => () => void (start.current = 0), [start]);
  const { copy, isCopying } = useCopy(caseName, wish, range);
  const columns: Column<Entry>[] = [
    { id: 'time', title: t('entry.time'), width: 150, cell: (e) => <span className="number">{stated(e.time)}</span> },
    { id: 'holder', title: t('entry.holder'), width: 110, cell: (e) => e.holder ?? '' },
    { id: 'account', title: t('entry.account'), width: 170, cell: (e) => <span className="number">{e.account}</span> },
    { id: 'amount', title: t('entry.amount'), width: 130, align: 'right', cell: (e) => <Money yuan={e.amount} /> },
    { id: 'balance', title: t('entry.balance'), width: 130, align: 'right', cell: (e) => <Money yuan={e.balance} /> },
    { id: 'other', title: t('entry.other'), width: 0, cell: (e) => e.other_name ?? e.merchant ?? '' },
    { id: 'number', title: t('entry.other_account'), width: 170, cell: (e) => <span className="number">{e.other_account ?? ''}</span> },
    { id: 'summary', title: t('entry.summary'), width: 130, cell: (e) => [e.summary, e.note].filter(Boolean).join(' ') },
  ];

  return (
    <>
      <div aria-live="polite" className="number" style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 24px' }}>
        <span>{t('entries.total', { n: first.total.toLocaleString() })}</span>
        <Opens onOpen={first.n_in > 0 && wish.way !== 'in' ? () => setParam('way', 'in') : undefined}>{t('entries.in', { n: first.n_in.toLocaleString(), sum: formatMoney(first.in, inWan), unit: t(inWan ? 'money.wan' : 'money.yuan') })}</Opens>
        <Opens onOpen={first.n_out > 0 && wish.way !== 'out' ? () => setParam('way', 'out') : undefined}>{t('entries.out', { n: first.n_out.toLocaleString(), sum: formatMoney(first.out, inWan), unit: t(inWan ? 'money.wan' : 'money.yuan') })}</Opens>
        <span style={{ flex: 1 }} />
        {range ? (
          <Button size="small" loading={isCopying} onClick={copy}>
            {t('copy.rows', { n: Math.min(range.last - range.first + 1, MOST_COPIED).toLocaleString() })} <kbd>Ctrl+C</kbd>
          </Button>
        ) : (
          <span className="note">{t('copy.hint')}</span>
        )}
        <DownloadRows caseName={caseName} wish={wish} rows={first.total} />
      </div>
      {blocks.error && <Alert type="error" showIcon title={blocks.error.message} />}
      {first.total === 0 ? (
        <Nothing title={t('entries.none')} />
      ) : (
        <div style={{ flex: 1, minHeight: 240 }}>
          <Grid
            label={t('page.entries')}
            columns={columns}
            rows={first.total}
            row={blocks.row}
            onWindow={blocks.want}
            range={range}
            onRange={setRange}
            onCopy={copy}
            onOpen={(entry) => setParam('open', entry.id)}
            start={start.current}
            onTop={(i) => setParam('at', i > 0 ? String(i) : undefined)}
            isOpened={(entry) => entry.id === opened}
          />
        </div>
      )}
      {opened && <Opened caseName={caseName} id={opened} />}
    </>
  );
}

interface Counts {
  suspected: number;
}
interface Quality {
  matches: Counts;
  duplicates: Counts;
  reversals: Counts;
  shadows: Counts;
  same_accounts: Counts;
}

/* All entries, or those of which a person has to say what they are. */
function Views({ caseName, isDoubts }: { caseName: string; isDoubts: boolean }) {
  const t = useWords();
  const { data: q } = useCall<Quality>(casePath(caseName, 'quality'));
  const n = q ? [q.matches, q.duplicates, q.reversals, q.shadows, q.same_accounts].reduce((sum, c) => sum + c.suspected, 0).toLocaleString() : '…';

  return (
    <Segmented
      aria-label={t('entries.view')}
      value={isDoubts ? 'doubts' : 'all'}
      onChange={(value) => setParams({ at: undefined /* a place in the other list */, view: value === 'doubts' ? 'doubts' : undefined })}
      options={[
        { value: 'all', label: t('entries.all') },
        { value: 'doubts', label: t('entries.doubts', { n }) },
      ]}
    />
  );
}

function All({ caseName, params }: { caseName: string; params: URLSearchParams }) {
  const wish = wishOf(params);
  const start = useRef(Number(params.get('at')) || 0);
  // How many there are, and their sums; the rows come by themselves.
  const call = useCall<Rows>(casePath(caseName, 'entries'), { ...wish, limit: 0 });

  return (
    <>
      <Filters caseName={caseName} params={params} />
      <Chips params={params} />
      <Answer call={call}>{(first) => <Table key={JSON.stringify(wish)} caseName={caseName} wish={wish} first={first} opened={params.get('open') ?? undefined} start={start} />}</Answer>
    </>
  );
}

export default function Entries({ caseName }: { caseName: string }) {
  const { params } = useRoute();
  const t = useWords();
  const isDoubts = params.get('view') === 'doubts';

  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, height: 'calc(100vh - 104px)', minHeight: 420 }}>
      <h1 className="skip">{t('page.entries')}</h1>
      <div>
        <Views caseName={caseName} isDoubts={isDoubts} />
      </div>
      {isDoubts ? <Doubts caseName={caseName} params={params} /> : <All caseName={caseName} params={params} />}
    </div>
  );
}
