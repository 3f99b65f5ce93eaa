import { Input } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams, useRoute } from '../app/route';
import { usePage } from '../app/useParam';
import { Answer } from '../parts/Answer';
import { useWords } from '../words';
import { Compared, PAGE } from './Compared';
import type { Compared as Told, Pool } from './types';

/* Rows in whose place newer ones stand: what each said, what stands now, and where both are. */
export function History({ caseName, pool }: { caseName: string; pool: Pool }) {
  const t = useWords();
  const { params } = useRoute();
  const text = params.get('about') ?? '';
  const pages = usePage(PAGE, 'replaced');
  const call = useCall<Told>(pool.replaced === 0 ? undefined : casePath(caseName, 'pool', 'history', pool.id, ...(text ? [text] : [])), { limit: PAGE, offset: pages.offset });

  if (pool.replaced === 0) return null;
  return (
    <section>
      <h3 className="part-title">{t('pools.history')}</h3>
      <p className="quiet">{t('pools.history.hint', { n: pool.replaced.toLocaleString() })}</p>
      <Input.Search
        allowClear
        defaultValue={text}
        placeholder={t('pools.history.about')}
        aria-label={t('pools.history.about')}
        onSearch={(said) => setParams({ replaced: undefined, about: said.trim() })}
        style={{ width: 280, marginBottom: 8 }}
      />
      <Answer call={call}>{({ rows, total }) => <Compared caseName={caseName} rows={rows} pages={pages.of(total)} />}</Answer>
    </section>
  );
}
