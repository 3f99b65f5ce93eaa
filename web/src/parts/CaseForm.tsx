import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import type { CaseFacts } from '../api/types';
import { type Word, useWords } from '../words';

/* The fields of `suyuan case`: option, field of its answer. */
const fields: [option: string, field: keyof CaseFacts, word: Word][] = [
  ['name', 'name', 'case.name'],
  ['case-number', 'case_number', 'case.number'],
  ['debtor', 'debtor', 'case.debtor'],
  ['debtor-id', 'debtor_id', 'case.debtor_id'],
  ['claim', 'claim', 'case.claim'],
  ['suit-served', 'suit_served', 'case.suit_served'],
  ['judgment-effective', 'judgment_effective', 'case.judgment_effective'],
  ['enforcement-filed', 'enforcement_filed', 'case.enforcement_filed'],
  ['report-ordered', 'report_ordered', 'case.report_ordered'],
  ['consumption-restricted', 'consumption_restricted', 'case.consumption_restricted'],
  ['terminated', 'terminated', 'case.terminated'],
  ['resumed', 'resumed', 'case.resumed'],
];

export function CaseForm({ caseName, facts, onClose }: { caseName: string; facts: CaseFacts; onClose: () => void }) {
  const t = useWords();
  const [form] = Form.useForm<Record<string, string>>();
  const [error, setError] = useState<string>();

  async function save(values: Record<string, string | undefined>) {
    const options: Record<string, string> = {};
    for (const [option, field] of fields) {
      const value = values[option]?.trim() ?? '';
      if (value !== (facts[field] ?? '')) options[option] = value;
    }
    try {
      if (Object.keys(options).length > 0) await post(casePath(caseName, 'case'), options);
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  return (
    <Modal open title={t('case.edit')} okText={t('case.save')} cancelText={t('cancel')} onOk={form.submit} onCancel={onClose} width={640}>
      {error && <Alert type="error" showIcon title={error} style={{ marginBottom: 12 }} />}
      <p style={{ color: '#595959' }}>{t('date.hint')}</p>
      <Form
        form={form}
        layout="horizontal"
        labelCol={{ span: 7 }}
        onFinish={(values) => void save(values)}
        initialValues={Object.fromEntries(fields.map(([option, field]) => [option, facts[field] ?? '']))}
      >
        {fields.map(([option, , word]) => (
          <Form.Item key={option} name={option} label={t(word)} style={{ marginBottom: 8 }}>
            <Input autoComplete="off" />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
