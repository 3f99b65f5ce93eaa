import { Button, Form, Input } from 'antd';
import { useState } from 'react';

import { useWords } from '../words';
import { LEAST } from './types';

interface Said {
  password: string;
  again: string;
}

/* A new password, twice: one that is mistyped loses the backup. */
export function BackupForm({ make }: { make: (password: string) => Promise<boolean> }) {
  const t = useWords();
  const [form] = Form.useForm<Said>();
  const [isBusy, setBusy] = useState(false);

  async function send(password: string): Promise<void> {
    setBusy(true);
    if (await make(password)) form.resetFields();
    setBusy(false);
  }

  return (
    <Form<Said> form={form} name="backup" layout="vertical" className="user-form" onFinish={(said) => void send(said.password)}>
      <Form.Item name="password" label={t('backup.password')} rules={[{ required: true, min: LEAST, message: t('users.short', { n: LEAST }) }]}>
        <Input.Password autoComplete="new-password" style={{ width: 230 }} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('backup.again')}
        dependencies={['password']}
        rules={[({ getFieldValue }) => ({ validator: async (_, value) => (value === getFieldValue('password') ? undefined : Promise.reject(new Error(t('password.differs')))) })]}
      >
        <Input.Password autoComplete="new-password" style={{ width: 230 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('backup.make')}
      </Button>
    </Form>
  );
}
