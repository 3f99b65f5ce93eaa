import { Alert, Button, Input, Select, Space } from 'antd';

import type { PlacedCard } from '../canvas/draw';
import { useWords } from '../words';

interface Props {
  card: PlacedCard;
  title: string;
  note: string;
  money: (yuan: string) => string;
  isSeed: boolean; // the trace that is shown begins here
  onExpand: (side: 'left' | 'right', all: boolean) => void;
  onRemove: () => void;
  onNote: (note: string) => void;
  onTrace: (rule: string | undefined) => void;
  onEntries: () => void;
}

const RULES = ['fifo', 'lifo', 'prorata', 'clean-first', 'taint-first'] as const;

export function CardPanel({ card, title, note, money, isSeed, onExpand, onRemove, onNote, onTrace, onEntries }: Props) {
  const t = useWords();

  return (
    <Space orientation="vertical" size={10} style={{ width: '100%' }}>
      <strong style={{ overflowWrap: 'anywhere' }}>{title}</strong>
      <div style={{ color: '#595959', overflowWrap: 'anywhere' }} className="number">
        {[card.number, card.bank].filter(Boolean).join(' ')}
      </div>
      {card.supplied === false && <Alert type="warning" showIcon title={t('graph.unsupplied')} />}
      <div className="number">
        {t('graph.in', { n: card.n_in, sum: money(card.in) })}
        <br />
        {t('graph.out', { n: card.n_out, sum: money(card.out) })}
      </div>
      <Button block onClick={() => onExpand('left', false)} disabled={card.payers === 0}>
        {t('graph.left', { n: card.payers })}
      </Button>
      <Button block onClick={() => onExpand('right', false)} disabled={card.payees === 0}>
        {t('graph.right', { n: card.payees })}
      </Button>
      <Space.Compact block>
        <Button style={{ width: '50%' }} onClick={() => onExpand('left', true)} disabled={card.payers === 0}>
          {t('graph.left.all')}
        </Button>
        <Button style={{ width: '50%' }} onClick={() => onExpand('right', true)} disabled={card.payees === 0}>
          {t('graph.right.all')}
        </Button>
      </Space.Compact>
      {card.kind === 'account' && card.supplied && (
        <>
          <Select
            allowClear
            aria-label={t('graph.trace')}
            placeholder={t('graph.trace')}
            {...(isSeed ? {} : { value: null })}
            onChange={(rule: string | null | undefined) => onTrace(rule ?? undefined)}
            options={RULES.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
            style={{ width: '100%' }}
          />
          <Button block onClick={onEntries}>
            {t('graph.entries')}
          </Button>
        </>
      )}
      <Input.TextArea
        key={card.id}
        rows={3}
        aria-label={t('graph.note')}
        placeholder={t('graph.note')}
        defaultValue={note}
        onBlur={(e) => e.target.value !== note && onNote(e.target.value)}
      />
      <Button block onClick={onRemove}>
        {t('graph.remove')}
      </Button>
    </Space>
  );
}
