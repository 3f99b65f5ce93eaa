import { Button, Space } from 'antd';

import { leavesOf } from '../canvas/folds';
import type { PlacedCard, Scene } from '../canvas/scene';
import { useWords } from '../words';
import type { Actions, Side } from './useActions';

/* One side of a card: opened by the largest, wholly, or folded. */
export function Opening({ card, side, scene, actions }: { card: PlacedCard; side: Side; scene: Scene; actions: Actions }) {
  const t = useWords();
  const n = side === 'left' ? card.payers : card.payees;
  const shown = new Set((side === 'left' ? scene.into : scene.out).get(card.id)?.map((l) => (side === 'left' ? l.from : l.to))).size;
  const leaves = leavesOf(scene, card.id, side).length;

  return (
    <div>
      <Button block onClick={() => void actions.expand(card, side)} disabled={n === 0 || shown >= n}>
        {t(`graph.${side}`, { shown, n })}
      </Button>
      <Space.Compact block style={{ marginTop: 4 }}>
        <Button size="small" style={{ width: '33%' }} onClick={() => void actions.expand(card, side, true)} disabled={n === 0 || shown >= n}>
          {t('graph.all')}
        </Button>
        <Button size="small" style={{ width: '34%' }} onClick={() => void actions.foldRest(card, side)} disabled={n - shown < 2} title={t('fold.rest.hint')}>
          {t('fold.rest', { n: Math.max(0, n - shown) })}
        </Button>
        <Button size="small" style={{ width: '33%' }} onClick={() => actions.foldLeaves(card, side)} disabled={leaves < 2} title={t('fold.leaves.hint')}>
          {t('fold.leaves', { n: leaves })}
        </Button>
      </Space.Compact>
    </div>
  );
}
