import { Alert, Spin } from 'antd';
import type { ReactNode } from 'react';

import { CallError } from '../api/client';
import type { Call } from '../api/useCall';
import { useWords } from '../words';
import { NoStatements, useIsEmpty } from './NoStatements';

export { Nothing } from './Nothing';

/* What every view shows of a question: that it is on its way, why it failed, or its answer. */
export function Answer<T>({ call, children }: { call: Call<T>; children: (data: T) => ReactNode }) {
  const t = useWords();
  const isEmpty = useIsEmpty(call.error);

  if (isEmpty) return <NoStatements />;
  if (call.error && isEmpty !== undefined) {
    const isInput = call.error instanceof CallError && call.error.kind === 'input';
    return <Alert type={isInput ? 'info' : 'error'} showIcon title={call.error.message} role="alert" />;
  }
  if (call.data === undefined) {
    return (
      <div style={{ padding: 48, textAlign: 'center' }} aria-busy="true">
        <Spin delay={300} />
        <div style={{ marginTop: 12 }}>{t('loading')}</div>
      </div>
    );
  }
  return <>{children(call.data)}</>;
}
