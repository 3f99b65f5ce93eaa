import { DatePicker, Switch } from 'antd';
import dayjs from 'dayjs';
import type { Ref } from 'react';

import type { BoardState } from '../canvas/board';
import type { Graph } from '../canvas/types';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import { Brush, ticksOf } from './Brush';
import { Transfers } from './Transfers';
import type { Actions } from './useActions';

interface Props {
  graph: Graph;
  state: BoardState;
  actions: Actions;
  titleOf: (id: string) => string;
  brush: Ref<SVGSVGElement>;
  hasTable: boolean;
  hasMap: boolean;
  onTable: (has: boolean) => void;
  onMap: (has: boolean) => void;
  onPage: (offset: number) => void;
  onRows: (ids: string[]) => void;
  onMoved: (which: 'shown' | 'inner') => void; // the transfers that the total is of
}

/* Under the board: what it adds up to, when the money moved, and each transfer. */
export function Below({ graph, state, actions, titleOf, brush, hasTable, hasMap, onTable, onMap, onPage, onRows, onMoved }: Props) {
  const t = useWords();
  const { total, periods, transfers } = graph;

  return (
    <section aria-label={t('brush.label')} className="graph-below">
      <div className="graph-sums">
        <span className="number" data-total={total.amount} data-inner={total.inner} data-n={total.n} data-n-inner={total.n_inner}>
          <Opens onOpen={total.n > 0 ? () => onMoved('shown') : undefined}>{t('graph.total', { n: total.n, sum: actions.money(total.amount) })}</Opens>
          {total.n_inner > 0 && <Opens onOpen={() => onMoved('inner')}>{t('graph.total.inner', { n: total.n_inner, sum: actions.money(total.inner) })}</Opens>}
        </span>
        <DatePicker.RangePicker
          size="small"
          aria-label={t('filter.days')}
          allowEmpty={[true, true]}
          value={[state.since ? dayjs(state.since) : null, state.until ? dayjs(state.until) : null]}
          onChange={(_, days) => actions.days(days?.[0] ?? '', days?.[1] ?? '')}
          style={{ width: 230 }}
        />
        <span className="quiet no-print">{periods && t(`brush.${periods.unit}`)}</span>
        <span className="spacer" />
        <label className="no-print">
          <Switch size="small" checked={hasMap} onChange={onMap} aria-label={t('map.show')} /> {t('map.show')}
        </label>
        <label className="no-print">
          <Switch size="small" checked={hasTable} onChange={onTable} aria-label={t('transfers.show')} /> {t('transfers.show')}
        </label>
      </div>
      {periods && periods.list.length > 0 && (
        <>
          <Brush periods={periods} since={state.since} until={state.until} money={actions.money} focus={brush} onChange={actions.days} />
          <div className="brush-ticks number">
            {ticksOf(periods).map(({ at, text }) => (
              <span key={text} style={{ left: `${at}%` }}>
                {text}
              </span>
            ))}
          </div>
        </>
      )}
      {hasTable && transfers && <Transfers transfers={transfers} titleOf={titleOf} isTraced={state.traced !== undefined} onPage={onPage} onOpen={(x) => onRows([x.id])} />}
    </section>
  );
}
