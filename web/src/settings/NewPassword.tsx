import { Form, Input, Modal } from 'antd';
import { useState } from 'react';

import { useWords } from '../words';
import { useRules } from './useRules';

/* For somebody else, who is told it and changes it himself. */
export function NewPassword({ name, save, onClose }: { name: string | undefined; save: (password: string) => Promise<boolean>; onClose: () => void }) {
  const t = useWords();
  const rules = useRules();
  const [form] = Form.useForm<{ password: string }>();
  const [isBusy, setBusy] = useState(false);

  async function send(password: string): Promise<void> {
    setBusy(true);
    if (await save(password)) onClose();
    setBusy(false);
  }

  return (
    <Modal
      open={name !== undefined}
      title={t('users.reset.of', { name: name ?? '' })}
      okText={t('users.reset')}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="note">{t('users.reset.hint')}</p>
      <Form form={form} name="reset" layout="vertical" preserve={false} onFinish={(said) => void send(said.password)}>
        <Form.Item name="password" label={t('users.new')} rules={rules.fresh}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
