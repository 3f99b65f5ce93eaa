import type { Traced } from '../canvas/board';
import type { PlacedLink } from '../canvas/scene';
import { useWords } from '../words';

/* Three figures of a link under a trace: by the rule, and what holds whatever the rule. */
export function Bounds({ link, traced, money }: { link: PlacedLink; traced: Traced; money: (yuan: string) => string }) {
  const t = useWords();

  if (link.tainted === undefined) return null; // the answer is on its way
  return (
    <div className="number long">
      <div>{t('trace.share', { rule: t(`rule.${traced.rule}`), sum: money(link.tainted), share: (link.share * 100).toFixed(1) })}</div>
      <div>{t('trace.bounds', { lower: money(link.lower ?? '0.00'), upper: money(link.upper ?? '0.00') })}</div>
    </div>
  );
}
