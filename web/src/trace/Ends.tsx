import { Button, Table } from 'antd';
import { useMemo } from 'react';

import { go } from '../app/route';
import { usePage, useParam } from '../app/useParam';
import { yuanOf } from '../parts/amounts';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { Rows } from '../parts/Rows';
import { type Word, useWords } from '../words';
import { type End, type Rule, type Trace, compare, endsOf, rules } from './types';

const sum = (end: End, rule: Rule) => end.sums.get(rule) ?? 0n;
/* Where the rules differ at all. */
function isSmallest(end: End, rule: Rule): boolean {
  const sums = rules.map((r) => sum(end, r));
  return sums.some((s) => s !== sum(end, rule)) && sums.every((s) => s >= sum(end, rule));
}

/* Where the money is: a row for each end, a column for each rule, and what holds whatever the
 * rule. The smallest figure is marked, not by colour alone. */
export function Ends({ caseName, traces }: { caseName: string; traces: Trace[] }) {
  const t = useWords();
  const ends = useMemo(() => endsOf(traces), [traces]);
  const [key, setKey] = useParam('rows');
  const pages = usePage(20, 'ends');
  const opened = ends.find((end) => end.key === key);
  // What only stayed is a balance: the rows of its account, the last one first.
  const openStayed = (end: End) => go(caseName, 'entries', { account: end.accounts.join(','), sort: 'time', backwards: 'true' });
  const opening = (end: End) => (end.entries.length > 0 ? () => setKey(end.key) : end.accounts.length > 0 ? () => openStayed(end) : undefined);
  const money = (end: End, fen: bigint) => (
    <Opens onOpen={fen > 0n ? opening(end) : undefined}>
      <Money yuan={yuanOf(fen)} />
    </Opens>
  );
  const titleOf = (end: End) => [t(`sink.${end.kind}` as Word), end.name].filter(Boolean).join(' · ');

  return (
    <>
      <Table<End>
        size="small"
        rowKey="key"
        dataSource={ends}
        pagination={pages.of(ends.length)}
        scroll={{ x: 1240 }}
        columns={[
          { title: t('trace.end'), render: (_, end) => titleOf(end), sorter: (a, b) => titleOf(a).localeCompare(titleOf(b), 'zh'), width: 260, ellipsis: true },
          ...rules.map((rule) => ({
            title: t(`rule.${rule}`),
            align: 'right' as const,
            width: 118,
            sorter: (a: End, b: End) => compare(sum(a, rule), sum(b, rule)),
            render: (_: unknown, end: End) => (
              <span className={isSmallest(end, rule) ? 'smallest' : ''}>
                {money(end, sum(end, rule))}
              </span>
            ),
          })),
          { title: t('trace.lower'), align: 'right', width: 120, sorter: (a, b) => compare(a.bounds?.lower ?? -1n, b.bounds?.lower ?? -1n), render: (_, end) => (end.bounds ? money(end, end.bounds.lower) : '—') },
          { title: t('trace.upper'), align: 'right', width: 120, sorter: (a, b) => compare(a.bounds?.upper ?? -1n, b.bounds?.upper ?? -1n), render: (_, end) => (end.bounds ? money(end, end.bounds.upper) : '—') },
          {
            title: '',
            width: 110,
            render: (_, end) =>
              opening(end) && (
                <Button size="small" type="link" onClick={opening(end)}>
                  {end.entries.length > 0 ? t('rows.open', { n: end.entries.length }) : t('graph.entries')}
                </Button>
              ),
          },
        ]}
      />
      <p className="note">{t('trace.ends.hint')}</p>
      <Rows caseName={caseName} ids={opened?.entries} title={opened ? titleOf(opened) : ''} onClose={() => setKey(undefined)} />
    </>
  );
}
