import { DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';

import type { BoardState } from '../canvas/board';
import { useWords } from '../words';

export type Sort = 'amount' | 'count' | 'time';

interface Props {
  state: BoardState;
  sort: Sort; // of what is opened next
  onSort: (sort: Sort) => void;
  onLevel: (level: BoardState['level']) => void;
  onDays: (since: string, until: string) => void;
}

/* What the board counts: by account or person, in which days; and what is opened first. */
export function Filters({ state, sort, onSort, onLevel, onDays }: Props) {
  const t = useWords();

  return (
    <>
      <Segmented
        aria-label={t('graph.level')}
        value={state.level}
        onChange={onLevel}
        options={[
          { value: 'account', label: t('graph.account') },
          { value: 'person', label: t('graph.person') },
        ]}
      />
      <DatePicker.RangePicker
        aria-label={t('filter.days')}
        allowEmpty={[true, true]}
        value={[state.since ? dayjs(state.since) : null, state.until ? dayjs(state.until) : null]}
        onChange={(_, days) => onDays(days?.[0] ?? '', days?.[1] ?? '')}
      />
      <Select
        aria-label={t('graph.sort')}
        value={sort}
        onChange={onSort}
        options={(['amount', 'count', 'time'] as const).map((value) => ({ value, label: t(`graph.sort.${value}`) }))}
        style={{ width: 150 }}
      />
    </>
  );
}
