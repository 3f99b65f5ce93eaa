import { go, setParam } from '../app/route';
import { Figure } from '../parts/Figure';
import type { Quality } from '../parts/ProofGrid';
import { useWords } from '../words';

/* The proof grid with all accounts, or with those that have a month in this state. */
function showProof(state: string | undefined): void {
  setParam('proof', state);
  document.getElementById('proof')?.scrollIntoView({ block: 'start' });
}

/* The case in four numbers; each opens what it counts. */
export function Counts({ caseName, quality }: { caseName: string; quality: Quality }) {
  const t = useWords();
  const { accounts, matches } = quality;
  const broken = accounts.reduce((n, a) => n + a.months.filter((m) => m.state === 'broken').length, 0);
  const entries = accounts.reduce((n, a) => n + a.entries, 0);

  return (
    <div className="counts">
      <Figure title={t('count.accounts')} n={accounts.length} onOpen={() => showProof(undefined)} />
      <Figure title={t('count.entries')} n={entries} onOpen={() => go(caseName, 'entries')} />
      <Figure title={t('count.matches')} n={matches.confirmed} onOpen={() => setParam('list', 'matches')} />
      <Figure title={t('count.broken')} n={broken} onOpen={() => showProof(broken > 0 ? 'broken' : undefined)} />
    </div>
  );
}
