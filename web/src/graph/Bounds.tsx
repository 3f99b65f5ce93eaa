import type { Traced } from '../canvas/board';
import type { PlacedLink } from '../canvas/scene';
import { Opens } from '../parts/Opens';
import { useWords } from '../words';

/* Three figures of a link under a trace: by the rule, and what holds whatever the rule. */
export function Bounds({ link, traced, money, onOpen }: { link: PlacedLink; traced: Traced; money: (yuan: string) => string; onOpen: (() => void) | undefined }) {
  const t = useWords();

  if (link.tainted === undefined) return null; // the answer is on its way
  return (
    <div className="number long">
      <div><Opens onOpen={onOpen}>{t('trace.share', { rule: t(`rule.${traced.rule}`), sum: money(link.tainted), share: (link.share * 100).toFixed(1) })}</Opens></div>
      <div><Opens onOpen={onOpen}>{t('trace.bounds', { lower: money(link.lower ?? '0.00'), upper: money(link.upper ?? '0.00') })}</Opens></div>
    </div>
  );
}
