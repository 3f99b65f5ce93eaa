/* What a model lacks, by the names that people know: "vehicles.plate" is 机动车·号牌号码. */
import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import type { Pool } from '../pools/types';
import { type Words, useBoth, useWords } from '../words';

function findingName(id: string, t: Words): string {
  return id === 'clues' || id === 'proxies' ? t(`page.${id}`) : t('models.finding');
}

export function useNames(caseName: string): (missing: string) => string {
  const t = useWords();
  const both = useBoth();
  const { data } = useCall<{ pools: Pool[] }>(casePath(caseName, 'pool', 'check'));

  return (missing) => {
    if (missing.startsWith('finding:')) return findingName(missing.slice('finding:'.length), t);
    const [id, columnId] = missing.split('.');
    const pool = data?.pools.find((p) => p.id === id);
    if (!pool) return missing;
    const column = pool.columns.find((c) => c.id === columnId);
    const name = both({ zh: pool.name, en: pool.name_en });
    return column ? `${name}·${both({ zh: column.heading, en: column.en })}` : name;
  };
}
