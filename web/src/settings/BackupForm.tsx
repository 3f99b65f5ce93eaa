import { Button, Form, Input } from 'antd';
import { useState } from 'react';

import { useWords } from '../words';
import { useRules } from './useRules';

interface Said {
  password: string;
  again: string;
}

/* A new password, twice: one that is mistyped loses the backup. */
export function BackupForm({ make }: { make: (password: string) => Promise<boolean> }) {
  const t = useWords();
  const rules = useRules();
  const [form] = Form.useForm<Said>();
  const [isBusy, setBusy] = useState(false);

  async function send(password: string): Promise<void> {
    setBusy(true);
    if (await make(password)) form.resetFields();
    setBusy(false);
  }

  return (
    <Form<Said> form={form} name="backup" layout="vertical" className="user-form" onFinish={(said) => void send(said.password)}>
      <Form.Item name="password" label={t('backup.password')} rules={rules.fresh}>
        <Input.Password autoComplete="new-password" style={{ width: 230 }} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('backup.again')}
        dependencies={['password']}
        required rules={rules.again('password')}
      >
        <Input.Password autoComplete="new-password" style={{ width: 230 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('backup.make')}
      </Button>
    </Form>
  );
}
