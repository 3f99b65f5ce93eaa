import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams } from '../app/route';
import { useFirstPage, usePage, useParam } from '../app/useParam';
import { Answer } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Opens } from '../parts/Opens';
import { Rows } from '../parts/Rows';
import { stated } from '../parts/when';
import { useWords } from '../words';

interface Side {
  id: string;
  time: string;
  holder: string | null;
  other_name: string | null;
}
interface Match {
  at_stake: string;
  out: Side;
  in: Side;
}

const PAGE = 50;

/* Transfers of which both sides were found; each opens its two rows. */
export function Matches({ caseName }: { caseName: string }) {
  const t = useWords();
  const [list] = useParam('list');
  const [opened, setOpened] = useParam('rows'); // the row that paid
  const pages = usePage(PAGE, 'matches-page');
  const isOpen = list === 'matches';
  const call = useCall<{ total: number; matches: Match[] }>(isOpen ? casePath(caseName, 'match', 'list') : undefined, {
    state: 'confirmed',
    kind: 'sides',
    limit: PAGE,
    offset: pages.offset || undefined,
  });
  useFirstPage(pages.offset, call.data?.total, 'matches-page');
  const one = call.data?.matches.find((m) => m.out.id === opened);
  const payer = (m: Match) => m.out.holder || m.in.other_name || '';
  const payee = (m: Match) => m.in.holder || m.out.other_name || '';

  return (
    <Drawer open={isOpen} size={860} title={t('count.matches')} onClose={() => setParams({ list: undefined, 'matches-page': undefined })}>
      {isOpen && (
        <Answer call={call}>
          {({ total, matches }) => (
            <Table<Match>
              size="small"
              rowKey={(m) => `${m.out.id} ${m.in.id}`}
              dataSource={matches}
              pagination={pages.of(total)}
              columns={[
                { title: t('entry.time'), width: 170, render: (_, m) => <span className="number">{stated(m.out.time)}</span> },
                { title: t('trace.payer'), ellipsis: true, render: (_, m) => payer(m) },
                { title: t('trace.payee'), ellipsis: true, render: (_, m) => payee(m) },
                {
                  title: t('entry.amount'),
                  align: 'right',
                  width: 140,
                  render: (_, m) => (
                    <Opens onOpen={() => setOpened(m.out.id)}>
                      <Money yuan={m.at_stake} />
                    </Opens>
                  ),
                },
              ]}
            />
          )}
        </Answer>
      )}
      <Rows caseName={caseName} ids={one && [one.out.id, one.in.id]} title={one ? `${payer(one)} → ${payee(one)}` : ''} onClose={() => setOpened(undefined)} />
    </Drawer>
  );
}
