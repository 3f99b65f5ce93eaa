import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';

import { changeOwnPassword } from '../api/client';
import { Panel } from '../parts/Panel';
import { useWords } from '../words';
import { useRules } from './useRules';

interface Said {
  old: string;
  fresh: string;
  again: string;
}

/* Everybody's own: the sessions of other browsers end with the old one. */
export function OwnPassword() {
  const t = useWords();
  const rules = useRules();
  const { message } = App.useApp();
  const [form] = Form.useForm<Said>();
  const [isBusy, setBusy] = useState(false);

  async function send({ old, fresh }: Said): Promise<void> {
    setBusy(true);
    try {
      await changeOwnPassword(old, fresh);
      form.resetFields();
      void message.success(t('password.changed'));
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
    setBusy(false);
  }

  return (
    <Panel title={t('password.title')}>
      <p className="note hint">{t('password.hint')}</p>
      <Form<Said> form={form} name="own" layout="vertical" className="user-form" onFinish={(said) => void send(said)}>
        <Form.Item name="old" label={t('password.old')} rules={[{ required: true, message: t('password.old.wanted') }]}>
          <Input.Password autoComplete="current-password" style={{ width: 230 }} />
        </Form.Item>
        <Form.Item name="fresh" label={t('users.new')} rules={rules.fresh}>
          <Input.Password autoComplete="new-password" style={{ width: 230 }} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('password.again')}
          dependencies={['fresh']}
          required rules={rules.again('fresh')}
        >
          <Input.Password autoComplete="new-password" style={{ width: 230 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t('password.change')}
        </Button>
      </Form>
    </Panel>
  );
}
