import { Descriptions, Select, Space } from 'antd';

import type { Session } from '../api/client';
import { change, useSettings } from '../app/settings';
import { Panel } from '../parts/Panel';
import { type Language, useWords } from '../words';

/* The program, who I am in it, and how I like it. */
export function General({ session }: { session: Session }) {
  const t = useWords();
  const { lang, inWan } = useSettings();

  return (
    <>
      <Panel title={t('settings.about')}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'version', label: t('settings.version'), children: session.version },
            { key: 'user', label: t('settings.user'), children: session.user || t('settings.here') },
            { key: 'role', label: t('settings.role'), children: t(`role.${session.role}`) },
          ]}
        />
      </Panel>
      <Panel title={t('settings.looks')}>
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
      </Panel>
    </>
  );
}
