import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';

import { useWords } from '../words';
import { type Role, roles } from './types';
import { useRules } from './useRules';

interface Said {
  name: string;
  role: Role;
  password: string;
}

/* add: whether it was done; then the form is empty again. */
export function NewUser({ add }: { add: (name: string, body: { role: Role; password: string }) => Promise<boolean> }) {
  const t = useWords();
  const rules = useRules();
  const [form] = Form.useForm<Said>();
  const [isBusy, setBusy] = useState(false);

  async function send({ name, role, password }: Said): Promise<void> {
    setBusy(true);
    if (await add(name.trim(), { role, password })) form.resetFields();
    setBusy(false);
  }

  return (
    <Form<Said> form={form} name="new-user" layout="vertical" className="user-form" initialValues={{ role: 'assistant' }} onFinish={(said) => void send(said)}>
      <Form.Item name="name" label={t('login.name')} rules={[{ required: true, whitespace: true, message: t('users.name.wanted') }]}>
        <Input autoComplete="off" maxLength={20} style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="role" label={t('settings.role')}>
        <Select<Role> options={roles.map((r) => ({ value: r, label: t(`role.${r}`) }))} style={{ width: 150 }} />
      </Form.Item>
      <Form.Item name="password" label={t('users.first')} rules={rules.fresh}>
        <Input.Password autoComplete="new-password" style={{ width: 230 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('users.add')}
      </Button>
    </Form>
  );
}
