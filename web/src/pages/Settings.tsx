import { Button, Card, Descriptions, Select, Space, Table } from 'antd';
import { useState } from 'react';

import { type Session, casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { change, useSettings } from '../app/settings';
import { Answer } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { RunLog } from '../parts/RunLog';
import { type Language, type Word, useWords } from '../words';

interface Verified {
  ok: boolean;
  index: string;
  originals: { path: string; sha256: string; state: string }[];
}

/* Is everything still what was imported? Reads each original: only when asked. */
function Verify({ caseName }: { caseName: string }) {
  const t = useWords();
  const [isAsked, setIsAsked] = useState(false);
  const call = useCall<Verified>(isAsked ? casePath(caseName, 'verify') : undefined);

  if (!isAsked) return <Button onClick={() => setIsAsked(true)}>{t('verify.begin')}</Button>;
  return (
    <Answer call={call}>
      {(data) => (
        <>
          <p>
            <Mark tone={data.ok ? 'good' : 'alert'}>{t(data.ok ? 'verify.ok' : 'verify.not')}</Mark>
          </p>
          <Table
            size="small"
            rowKey="sha256"
            dataSource={data.originals}
            pagination={data.originals.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            scroll={{ x: 800 }}
            columns={[
              { title: t('verify.file'), dataIndex: 'path', ellipsis: true },
              { title: 'SHA-256', render: (_, o) => <code>{o.sha256.slice(0, 16)}…</code>, width: 190 },
              { title: t('pools.state'), render: (_, o) => t(`original.${o.state}` as Word), width: 120 },
            ]}
          />
        </>
      )}
    </Answer>
  );
}

export default function SettingsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const session = useCall<Session>('session');
  const { lang, inWan } = useSettings();

  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h1 style={{ fontSize: 18, margin: 0 }}>{t('page.settings')}</h1>
      <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{t('settings.about')}</h2>}>
        <Answer call={session}>
          {(s) => (
            <Descriptions
              size="small"
              column={1}
              items={[
                { key: 'version', label: t('settings.version'), children: s.version },
                { key: 'user', label: t('settings.user'), children: s.user || t('settings.here') },
                { key: 'role', label: t('settings.role'), children: t(`role.${s.role}`) },
              ]}
            />
          )}
        </Answer>
      </Card>
      <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{t('settings.looks')}</h2>}>
        <Space wrap size={24}>
          <label>
            {t('language')}{' '}
            <Select<Language>
              aria-label={t('language')}
              value={lang}
              onChange={(value) => change({ lang: value })}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
              style={{ width: 120 }}
            />
          </label>
          <label>
            {t('money.unit')}{' '}
            <Select<'yuan' | 'wan'>
              aria-label={t('money.unit')}
              value={inWan ? 'wan' : 'yuan'}
              onChange={(value) => change({ inWan: value === 'wan' })}
              options={[
                { value: 'yuan', label: t('money.yuan') },
                { value: 'wan', label: t('money.wan') },
              ]}
              style={{ width: 150 }}
            />
          </label>
        </Space>
      </Card>
      <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{t('log.title')}</h2>}>
        <RunLog caseName={caseName} />
      </Card>
      <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{t('verify.title')}</h2>}>
        <p style={{ marginTop: 0, color: '#595959' }}>{t('verify.hint')}</p>
        <Verify caseName={caseName} />
      </Card>
    </div>
  );
}
