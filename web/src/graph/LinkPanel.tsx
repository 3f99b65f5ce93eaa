import { Button, Space } from 'antd';

import type { PlacedLink } from '../canvas/draw';
import { useWords } from '../words';

interface Props {
  link: PlacedLink;
  from: string;
  to: string;
  money: (yuan: string) => string;
  share: number | undefined; // of the trace that is shown
  onEntries: () => void;
}

export function LinkPanel({ link, from, to, money, share, onEntries }: Props) {
  const t = useWords();

  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <strong style={{ overflowWrap: 'anywhere' }}>
        {from} → {to}
      </strong>
      <span className="number">{t('graph.link', { n: link.n, sum: money(link.amount) })}</span>
      <span className="number">
        {link.first.slice(0, 10)} — {link.last.slice(0, 10)}
      </span>
      {share !== undefined && <span className="number">{t('graph.share', { share: (share * 100).toFixed(1) })}</span>}
      <Button block onClick={onEntries}>
        {t('graph.entries')}
      </Button>
    </Space>
  );
}
