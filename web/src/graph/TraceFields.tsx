import { DatePicker, Select, Space } from 'antd';
import dayjs from 'dayjs';

import type { Traced } from '../canvas/board';
import { useWords } from '../words';

const RULES = ['fifo', 'lifo', 'prorata', 'clean-first', 'taint-first'] as const;
export const TRACE_FIELD = 'board-trace';

/* Which rule a trace from this card is by, and from which day; none: it is not traced. */
export function TraceFields({ from, traced, onTrace }: { from: string; traced: Traced | undefined; onTrace: (traced: Traced | undefined) => void }) {
  const t = useWords();
  const mine = traced?.from === from ? traced : undefined;

  return (
    <Space orientation="vertical" size={4} style={{ width: '100%' }}>
      <Select
        id={TRACE_FIELD}
        allowClear
        aria-label={t('graph.trace')}
        placeholder={t('graph.trace')}
        value={mine?.rule ?? null}
        onChange={(rule: Traced['rule'] | null | undefined) => onTrace(rule ? { from, rule, since: mine?.since ?? '' } : undefined)}
        options={RULES.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
        style={{ width: '100%' }}
      />
      {mine && (
        <DatePicker
          aria-label={t('trace.since')}
          placeholder={t('trace.since')}
          value={mine.since ? dayjs(mine.since) : null}
          onChange={(_, since) => onTrace({ ...mine, since: typeof since === 'string' ? since : '' })}
          style={{ width: '100%' }}
        />
      )}
    </Space>
  );
}
