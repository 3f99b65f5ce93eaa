import { Alert, Button, Card, Form, Input, List } from 'antd';
import { useState, useSyncExternalStore } from 'react';

import { post } from '../api/client';
import { currentJobs, onJobs } from '../api/events';
import { ended } from '../api/jobs';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { Answer, Nothing } from '../parts/Answer';
import { useWords } from '../words';

interface Cases {
  may_grow: boolean;
  cases: { name: string }[];
}

function NewCase() {
  const t = useWords();
  const [error, setError] = useState<string>();

  async function make(name: string, sample: boolean) {
    setError(undefined);
    try {
      const { job } = await post<{ job: string }>('cases', {}, { name, sample: sample || undefined });
      // The overview waits for the job by itself.
      await ended(job);
      go(name, 'overview');
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  return (
    <>
      {error && <Alert type="error" showIcon title={error} style={{ marginBottom: 12 }} />}
      <Form layout="inline" onFinish={(values: { name: string }) => void make(values.name.trim(), false)}>
        <Form.Item name="name" label={t('home.name')} rules={[{ required: true, whitespace: true }]}>
          <Input placeholder={t('home.name.example')} style={{ width: 280 }} autoFocus />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit">
            {t('home.new')}
          </Button>
        </Form.Item>
        <Form.Item extra={t('home.sample.hint')}>
          <Button onClick={() => void make(t('home.sample.name'), true)}>
            {t('home.sample')}
          </Button>
        </Form.Item>
      </Form>
    </>
  );
}

export default function Home() {
  const t = useWords();
  const cases = useCall<Cases>('cases');

  useSyncExternalStore(onJobs, currentJobs);
  return (
    <Card title={<h1 style={{ fontSize: 18, margin: 0 }}>{t('home.title')}</h1>} style={{ maxWidth: 900, margin: '24px auto' }}>
      <Answer call={cases}>
        {({ cases: list, may_grow }) => (
          <>
            {list.length === 0 ? (
              <Nothing title={t('home.none')}>{t('home.none.hint')}</Nothing>
            ) : (
              <List
                dataSource={list}
                renderItem={(item) => (
                  <List.Item>
                    <Button type="link" onClick={() => go(item.name, 'overview')}>
                      {item.name}
                    </Button>
                  </List.Item>
                )}
              />
            )}
            <div style={{ marginTop: 16 }}>{may_grow ? <NewCase /> : t('home.single')}</div>
          </>
        )}
      </Answer>
    </Card>
  );
}
