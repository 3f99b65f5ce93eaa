import { Alert, Empty, Spin } from 'antd';
import type { ReactNode } from 'react';

import type { Call } from '../api/useCall';
import { CallError } from '../api/client';
import { useWords } from '../words';

/* What every view shows of a question: that it is on its way, why it failed, or its answer. */
export function Answer<T>({ call, children }: { call: Call<T>; children: (data: T) => ReactNode }) {
  const t = useWords();

  if (call.error) {
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

/* Nothing there, and what to do next. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={title}>
      {children}
    </Empty>
  );
}
