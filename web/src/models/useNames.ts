/* What a model lacks, by the names that people know: "vehicles.plate" is 机动车·号牌号码. */
import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { useSettings } from '../app/settings';
import type { Pool } from '../pools/types';
import { type Words, useWords } from '../words';

function findingName(id: string, t: Words): string {
  return id === 'clues' || id === 'proxies' ? t(`page.${id}`) : t('models.finding');
}

export function useNames(caseName: string): (missing: string) => string {
  const t = useWords();
  const { lang } = useSettings();
  const { data } = useCall<{ pools: Pool[] }>(casePath(caseName, 'pool', 'check'));

  return (missing) => {
    if (missing.startsWith('finding:')) return findingName(missing.slice('finding:'.length), t);
    const [id, columnId] = missing.split('.');
    const pool = data?.pools.find((p) => p.id === id);
    if (!pool) return missing;
    const column = pool.columns.find((c) => c.id === columnId);
    const name = lang === 'en' ? pool.name_en : pool.name;
    return column ? `${name}·${lang === 'en' ? column.en : column.heading}` : name;
  };
}
