/* Which column of a file is what: shown with examples, corrected, tried, kept as a profile. The file is sent anew for
 * each try: nothing is imported, and the server keeps nothing of it. */
import { Alert, Button, Input, Modal, Select, Space, Table } from 'antd';
import { useEffect, useState } from 'react';

import type { Options } from '../api/client';
import { anyAnswerOf } from '../api/jobs';
import { type Placed, sendTo } from '../api/send';
import { type Word, useWords } from '../words';
import { FIELDS, type Mapped } from './types';

interface Props {
  caseName: string;
  file: Placed;
  onDone: (account: string) => void; // it is kept: import again
  onClose: () => void;
}

export function Mapping({ caseName, file, onDone, onClose }: Props) {
  const t = useWords();
  const [sets, setSets] = useState<Record<number, string>>({});
  const [account, setAccount] = useState('');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [mapped, setMapped] = useState<Mapped>();

  async function ask(save?: string): Promise<void> {
    const options: Options = {};
    const set = Object.entries(sets).map(([column, field]) => `${field}=${column}`);
    if (set.length > 0) options['set'] = set;
    if (account.trim()) options['account'] = account.trim();
    if (save) options['save'] = save;
    setBusy(true);
    try {
      const answer = await anyAnswerOf<Mapped>(await sendTo(caseName, ['mapping'], [file], options));
      setMapped(answer);
      if (save && !answer.error) onDone(account.trim());
    } catch (error) {
      setMapped({ error: { message: (error as Error).message } });
    } finally {
      setBusy(false);
    }
  }
  useEffect(() => void ask(), []);

  const columns = mapped?.mapping?.columns ?? [];
  const fields = FIELDS.map((value) => ({ value: value as string, label: t(`field.${value}` as Word) }));
  return (
    <Modal open width={920} title={t('mapping.title', { file: file.path })} onCancel={onClose} footer={null}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        <p className="quiet">{t('mapping.hint')}</p>
        {mapped?.error && <Alert type="warning" showIcon title={mapped.error.message} />}
        <Space wrap>
          <Input aria-label={t('mapping.account')} placeholder={t('mapping.account')} value={account} onChange={(e) => setAccount(e.target.value)} style={{ width: 280 }} />
          <Button loading={busy} onClick={() => void ask()}>
            {t('mapping.try')}
          </Button>
        </Space>
        <Table
          size="small"
          rowKey="column"
          pagination={false}
          scroll={{ y: 240 }}
          loading={busy && !mapped}
          dataSource={columns}
          columns={[
            { title: t('mapping.column'), dataIndex: 'column', width: 60 },
            { title: t('mapping.heading'), dataIndex: 'heading' },
            { title: t('mapping.example'), dataIndex: 'example' },
            {
              title: t('mapping.field'),
              width: 220,
              render: (_, c) => (
                <Select
                  showSearch={{ optionFilterProp: 'label' }}
                  size="small"
                  aria-label={t('mapping.of', { heading: c.heading })}
                  style={{ width: '100%' }}
                  value={sets[c.column] ?? c.field ?? null}
                  options={c.field && !fields.some((f) => f.value === c.field) ? [...fields, { value: c.field, label: c.field }] : fields}
                  onChange={(field: string | undefined) => field && setSets({ ...sets, [c.column]: field })}
                />
              ),
            },
          ]}
        />
        {mapped?.rows !== undefined && <strong>{t('mapping.would', { rows: mapped.rows, accepted: mapped.accepted ?? 0, rejected: mapped.rejected ?? 0 })}</strong>}
        <Space wrap>
          <Input aria-label={t('mapping.name')} placeholder={t('mapping.name')} value={name} onChange={(e) => setName(e.target.value)} style={{ width: 280 }} />
          <Button type="primary" loading={busy} disabled={!/^[a-z0-9-]+$/.test(name) || columns.length === 0} onClick={() => void ask(name)}>
            {t('mapping.save')}
          </Button>
        </Space>
      </Space>
    </Modal>
  );
}
