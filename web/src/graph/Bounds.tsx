import type { Traced } from '../canvas/board';
import type { PlacedLink } from '../canvas/scene';
import { useWords } from '../words';

/* Three figures of a link under a trace: by the rule, and what holds whatever the rule. */
export function Bounds({ link, traced, money }: { link: PlacedLink; traced: Traced; money: (yuan: string) => string }) {
  const t = useWords();

  return (
    <div className="number long">
      <div>{t('trace.share', { rule: t(`rule.${traced.rule}`), sum: money(link.tainted ?? '0.00'), share: (link.share * 100).toFixed(1) })}</div>
      <div>{t('trace.bounds', { lower: money(link.lower ?? '0.00'), upper: money(link.upper ?? '0.00') })}</div>
    </div>
  );
}
