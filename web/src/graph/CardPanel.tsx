import { Alert, Button, Input, Select, Space } from 'antd';

import type { BoardState } from '../canvas/board';
import type { PlacedCard, Scene } from '../canvas/scene';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';
import { Note } from './Note';
import { Opening } from './Opening';
import { TraceFields } from './TraceFields';
import { type Actions, type Sort, sorts } from './useActions';

interface Props {
  card: PlacedCard;
  scene: Scene;
  state: BoardState;
  title: string;
  actions: Actions;
  sort: Sort; // of what is opened next
  onSort: (sort: Sort) => void;
  onEntries: () => void;
  onMoved: (which: 'in' | 'out' | 'within') => void; // the transfers that a sum is of
}

function FoldFields({ card, state, actions }: { card: PlacedCard; state: BoardState; actions: Actions }) {
  const t = useWords();
  const fold = state.folds.find((f) => f.key === card.holder);

  return (
    <>
      <Input
        key={card.id}
        aria-label={t('fold.name')}
        placeholder={t('fold.name')}
        defaultValue={fold?.name ?? ''}
        maxLength={200}
        onBlur={(event) => event.target.value !== (fold?.name ?? '') && actions.rename(card.holder, event.target.value)}
        onPressEnter={(event) => event.currentTarget.blur()}
      />
      <span className="quiet">{t('fold.members', { n: card.members ?? 0 })}</span>
      <Button block type="primary" onClick={() => void actions.openFold(card.id)}>
        {t('fold.open')}
      </Button>
    </>
  );
}

export function CardPanel({ card, scene, state, title, actions, sort, onSort, onEntries, onMoved }: Props) {
  const t = useWords();
  const { money } = actions;
  const isTraceable = (card.kind === 'account' || card.kind === 'person') && card.supplied !== false;

  return (
    <Space orientation="vertical" size={8} style={{ width: '100%' }}>
      <strong className="long">{title}</strong>
      <div className="number quiet long">{[card.number, card.bank].filter(Boolean).join(' ')}</div>
      {card.supplied === false && <Alert type="warning" showIcon title={t('graph.unsupplied')} />}
      {card.kind === 'fold' && <FoldFields card={card} state={state} actions={actions} />}
      <div className="number long">
        <Opens onOpen={card.n_in > 0 ? () => onMoved('in') : undefined}>{t('graph.in', { n: card.n_in, sum: money(card.in) })}</Opens>
        <br />
        <Opens onOpen={card.n_out > 0 ? () => onMoved('out') : undefined}>{t('graph.out', { n: card.n_out, sum: money(card.out) })}</Opens>
        {card.n_inner > 0 && (
          <>
            <br />
            <Opens onOpen={() => onMoved('within')}>{t('graph.inner', { n: card.n_inner, sum: money(card.inner) })}</Opens>
          </>
        )}
      </div>
      <Select
        aria-label={t('graph.sort')}
        value={sort}
        onChange={onSort}
        options={sorts.map((value) => ({ value, label: t(`graph.sort.${value}`) }))}
        style={{ width: '100%' }}
      />
      <Opening card={card} side="left" scene={scene} actions={actions} />
      <Opening card={card} side="right" scene={scene} actions={actions} />
      {isTraceable && <TraceFields from={card.id} traced={state.traced} onTrace={actions.trace} />}
      {card.kind === 'account' && card.supplied && (
        <Button block onClick={onEntries}>
          {t('graph.entries')}
        </Button>
      )}
      <Note of={card.id} note={state.notes[card.id] ?? ''} onNote={(note) => actions.note(card.id, title.slice(0, 30), note)} />
      <Button block onClick={() => actions.remove(new Set([card.id]))}>
        {t('graph.remove')}
      </Button>
    </Space>
  );
}
