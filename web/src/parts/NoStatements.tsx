/* A case that has no statements yet: what to do, on each page that reads them. */
import { Button } from 'antd';

import { CallError, casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go, useRoute } from '../app/route';
import { useWords } from '../words';
import { Nothing } from './Nothing';

const readers = ['entries', 'graph', 'trace', 'proxies', 'clues', 'inquiries'];

/* Whether that is why the page's question was refused. Asks only where it may be; undefined until it is known. */
export function useIsEmpty(error: Error | undefined): boolean | undefined {
  const { caseName, page } = useRoute();
  const mayBe = error instanceof CallError && error.kind === 'input' && caseName !== undefined && readers.includes(page);
  const { data, loading } = useCall<{ accounts: unknown[] }>(mayBe ? casePath(caseName, 'accounts') : undefined);

  return mayBe && loading ? undefined : data?.accounts.length === 0;
}

export function NoStatements() {
  const t = useWords();
  const { caseName } = useRoute();

  return (
    <Nothing title={t('case.empty')}>
      <Button type="primary" onClick={() => go(caseName, 'overview')}>
        {t('case.empty.do')}
      </Button>
    </Nothing>
  );
}
