import { Button, Table, Tag } from 'antd';

import { setParam } from '../app/route';
import { usePage } from '../app/useParam';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import { fenOf } from '../parts/amounts';
import { stated } from '../parts/when';
import { type Trace, type Transfer, compare, targetOf } from './types';

/* The transfers of one rule, or those of the band that was clicked; each opens its figures. */
export function Transfers({ trace, band, titleOf }: { trace: Trace; band: string | undefined; titleOf: (id: string) => string }) {
  const t = useWords();
  const pages = usePage(20);
  const shown = trace.transfers.filter((one) => (band ? `${one.from ?? '?'}>${targetOf(one)}` === band : fenOf(one.tainted) > 0n));
  const matched = new Set(trace.matched.map((m) => m.out));
  const money = (name: 'amount' | 'tainted' | 'lower' | 'upper', word: 'entry.amount' | 'trace.tainted' | 'trace.lower' | 'trace.upper') => ({
    title: t(word),
    align: 'right' as const,
    width: 124,
    sorter: (a: Transfer, b: Transfer) => compare(fenOf(a[name]), fenOf(b[name])),
    render: (_: unknown, one: Transfer) => (
      <Opens onOpen={() => setParam('payment', one.id)}>
        <Money yuan={one[name]} />
      </Opens>
    ),
  });

  return (
    <>
      <h2 className="part">
        {t('trace.transfers', { n: shown.length })}{' '}
        {band && (
          <Tag closable closeIcon={<span aria-label={t('filter.remove')}>×</span>} onClose={() => setParam('band', undefined)}>
            {band.split('>').map(titleOf).join(' → ')}
          </Tag>
        )}
      </h2>
      <Table<Transfer>
        size="small"
        rowKey="id"
        dataSource={shown}
        pagination={pages.of(shown.length)}
        scroll={{ x: 1050 }}
        columns={[
          { title: t('entry.time'), width: 165, sorter: (a, b) => a.time.localeCompare(b.time), render: (_, one) => <span className="number">{stated(one.time)}</span> },
          { title: t('trace.payer'), ellipsis: true, sorter: (a, b) => titleOf(a.from ?? '?').localeCompare(titleOf(b.from ?? '?'), 'zh'), render: (_, one) => titleOf(one.from ?? '?') },
          { title: t('trace.payee'), ellipsis: true, sorter: (a, b) => titleOf(targetOf(a)).localeCompare(titleOf(targetOf(b)), 'zh'), render: (_, one) => one.to_holder ?? titleOf(targetOf(one)) },
          money('amount', 'entry.amount'),
          money('tainted', 'trace.tainted'),
          money('lower', 'trace.lower'),
          money('upper', 'trace.upper'),
          {
            title: '',
            width: 150,
            render: (_, one) => (
              <Button size="small" type="link" onClick={() => setParam('payment', one.id)}>
                {one.entries.some((e) => matched.has(e.id)) ? t('trace.figures.matched') : t('trace.figures')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
