import { Alert, Button, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { answerOf } from '../api/jobs';
import { Mark } from '../parts/Mark';
import { useWords } from '../words';

interface Tested {
  test: string;
  passed: boolean;
  leads: number;
  difference?: string;
}

/* The model's own tests: small pools, and the leads that must come of them. */
export function Tests({ caseName, id }: { caseName: string; id: string }) {
  const t = useWords();
  const [tests, setTests] = useState<Tested[]>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function run(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const { job } = await post<{ job: string }>(casePath(caseName, 'jobs', 'model', 'test', id));
      setTests((await answerOf<{ tests: Tested[] }>(job)).tests);
    } catch (failure) {
      setError((failure as Error).message);
    }
    setBusy(false);
  }

  return (
    <Space orientation="vertical">
      <Space wrap>
        <Button loading={isBusy} onClick={() => void run()}>
          {t('models.test')}
        </Button>
        <span className="quiet">{t('models.test.hint')}</span>
      </Space>
      {error && <Alert type="error" showIcon title={error} />}
      {tests?.map((one) => (
        <div key={one.test}>
          <Mark tone={one.passed ? 'good' : 'alert'}>{t(one.passed ? 'models.test.passed' : 'models.test.failed')}</Mark> {one.test}{' '}
          <span className="quiet">{t('models.test.leads', { n: one.leads })}</span>
          {one.difference && <pre className="code">{one.difference}</pre>}
        </div>
      ))}
      {tests?.length === 0 && <span className="quiet">{t('models.test.none')}</span>}
    </Space>
  );
}
