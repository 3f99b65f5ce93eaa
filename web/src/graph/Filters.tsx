import { Segmented } from 'antd';

import type { BoardState } from '../canvas/board';
import { useWords } from '../words';
import type { Actions } from './useActions';

/* What the board counts: by account or person, each transfer or their sums. */
export function Filters({ state, actions }: { state: BoardState; actions: Actions }) {
  const t = useWords();

  return (
    <>
      <Segmented<BoardState['level']>
        aria-label={t('graph.level')}
        value={state.level}
        onChange={(level) => void actions.setLevel(level)}
        options={[
          { value: 'account', label: t('graph.account') },
          { value: 'person', label: t('graph.person') },
        ]}
      />
      <Segmented
        aria-label={t('single')}
        value={state.single ? 'single' : 'summed'}
        onChange={(value) => void actions.setSingle(value === 'single')}
        options={[
          { value: 'summed', label: t('single.summed') },
          { value: 'single', label: t('single.single') },
        ]}
      />
    </>
  );
}
