import { Drawer, Table } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go, setParams } from '../app/route';
import { usePage, useParam } from '../app/useParam';
import { compare } from '../trace/types';
import { useWords } from '../words';
import { Answer } from './Answer';
import { fenOf } from './amounts';
import { Money } from './Money';
import { Opens } from './Opens';

interface Measured {
  account: string;
  holder: string;
  supplied: boolean;
  turnover: string;
  counterparties: number;
  turnover_rank: number;
  degree_rank: number;
}

/* All accounts that the baseline ranks: what a rank was computed over. The one that was asked about is marked. */
export function Ranking({ caseName }: { caseName: string }) {
  const t = useWords();
  const [of] = useParam('ranking');
  const pages = usePage(50, 'ranking-page');
  const call = useCall<{ ranking: Measured[] }>(of ? casePath(caseName, 'proxies') : undefined, { ranking: true });
  // Of an account without a statement the rows stand in those of the others.
  const open = (a: Measured) => go(caseName, 'entries', a.supplied ? { account: a.account } : { counterparty: a.account });

  return (
    <Drawer open={of !== undefined} size={860} title={t('proxies.ranking', { n: call.data?.ranking.length ?? '…' })} onClose={() => setParams({ ranking: undefined, 'ranking-page': undefined })}>
      {of && (
        <Answer call={call}>
          {({ ranking }) => (
            <>
              <p className="hint">{t('proxies.ranking.hint')}</p>
              <Table<Measured>
                size="small"
                rowKey="account"
                dataSource={[...ranking].sort((a, b) => Number(b.account === of) - Number(a.account === of))}
                pagination={pages.of(ranking.length)}
                rowClassName={(a) => (a.account === of ? 'here' : '')}
                columns={[
                  { title: t('proxies.ranking.turnover_rank'), dataIndex: 'turnover_rank', align: 'right', width: 110, sorter: (a, b) => a.turnover_rank - b.turnover_rank },
                  { title: t('proxies.ranking.turnover'), align: 'right', width: 150, sorter: (a, b) => compare(fenOf(a.turnover), fenOf(b.turnover)), render: (_, a) => <Opens onOpen={() => open(a)}><Money yuan={a.turnover} /></Opens> },
                  { title: t('entry.holder'), dataIndex: 'holder', ellipsis: true },
                  { title: t('entry.account'), width: 190, render: (_, a) => <span className="number">{a.account}</span> },
                  { title: t('proxies.ranking.counterparties'), align: 'right', width: 90, sorter: (a, b) => a.counterparties - b.counterparties, render: (_, a) => <Opens onOpen={() => open(a)}>{a.counterparties}</Opens> },
                  { title: t('proxies.ranking.degree_rank'), dataIndex: 'degree_rank', align: 'right', width: 110, sorter: (a, b) => a.degree_rank - b.degree_rank },
                ]}
              />
            </>
          )}
        </Answer>
      )}
    </Drawer>
  );
}
