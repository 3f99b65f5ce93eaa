import { Alert, Button, Card, Form, Input } from 'antd';
import { useState } from 'react';

import { logIn } from '../api/client';
import { useWords } from '../words';

/* Shown where the server has users and nobody is logged in. */
export default function Login() {
  const t = useWords();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function enter(name: string, password: string) {
    setBusy(true);
    setError(undefined);
    try {
      await logIn(name.trim(), password);
      // Everything that was asked for without a session is asked for again.
      window.location.reload();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  }

  return (
    <main style={{ display: 'flex', justifyContent: 'center', paddingTop: 80 }}>
      <Card title={<h1 style={{ fontSize: 16, margin: 0 }}>{t('login.title')}</h1>} style={{ width: 380 }}>
        <div role="alert">{error && <Alert type="error" showIcon title={error} style={{ marginBottom: 16 }} />}</div>
        <Form layout="vertical" onFinish={(v: { name: string; password: string }) => void enter(v.name, v.password)}>
          <Form.Item name="name" label={t('login.name')} rules={[{ required: true, whitespace: true }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t('login.password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isBusy} block>
            {t('login.enter')}
          </Button>
        </Form>
      </Card>
    </main>
  );
}
