/* The folder from which the server takes files into the case: set, switched off, and what came. */
import { Alert, Button, Form, Input, Select, Space, Table } from 'antd';
import { useState, useSyncExternalStore } from 'react';

import { type Options, type Session, casePath, post } from '../api/client';
import { currentJobs, onJobs } from '../api/events';
import { useCall } from '../api/useCall';
import { useModelNames } from '../leads/names';
import { Answer } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { Panel } from '../parts/Panel';
import { when } from '../parts/when';
import { type Word, useWords } from '../words';

interface Arrival {
  time: string;
  event: 'loaded' | 'known' | 'rejected' | 'left' | 'moved' | 'note' | 'ran' | 'lead' | 'failed';
  file: string | null;
  text: string;
}

interface Setting {
  folder: string | null;
  who: string | null;
  set_at: string | null;
  problem: string | null;
  run: string[];
  arrivals: Arrival[];
}

const tones: Partial<Record<Arrival['event'], 'good' | 'alert' | 'info'>> = {
  loaded: 'good',
  left: 'alert',
  rejected: 'alert',
  failed: 'alert',
  lead: 'info',
};

function Arrivals({ list }: { list: Arrival[] }) {
  const t = useWords();
  const rows = list.map((a, i) => ({ ...a, key: i })).reverse();

  if (rows.length === 0) return <span className="quiet">{t('exchange.none')}</span>;
  return (
    <Table<Arrival & { key: number }>
      size="small"
      aria-label={t('exchange.arrivals')}
      dataSource={rows}
      pagination={rows.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      columns={[
        { title: t('exchange.at'), render: (_, a) => <span className="number">{when(a.time)}</span>, width: 170 },
        { title: t('exchange.file'), dataIndex: 'file', width: 240, ellipsis: true },
        {
          title: t('exchange.became'),
          render: (_, a) => (
            <>
              <Mark tone={tones[a.event] ?? 'plain'}>{t(`exchange.event.${a.event}` as Word)}</Mark> {a.text}
            </>
          ),
        },
      ]}
    />
  );
}

function State({ setting, isWorking }: { setting: Setting; isWorking: boolean }) {
  const t = useWords();

  if (!setting.folder && !setting.problem) return <Mark>{t('exchange.is.off')}</Mark>;
  return (
    <Space orientation="vertical">
      <span>
        {setting.problem ? (
          <Mark tone="alert">{t('exchange.is.held')}</Mark>
        ) : (
          <Mark tone={isWorking ? 'info' : 'good'}>{t(isWorking ? 'exchange.is.working' : 'exchange.is.on')}</Mark>
        )}
        {setting.folder && <code>{setting.folder}</code>}
      </span>
      {setting.who !== null && <span className="quiet">{t('exchange.set', { who: setting.who, at: when(setting.set_at ?? '') })}</span>}
      {setting.problem && <Alert type="warning" showIcon title={setting.problem} />}
    </Space>
  );
}

function Fields({ caseName, setting, onChanged }: { caseName: string; setting: Setting; onChanged: () => void }) {
  const t = useWords();
  const models = useModelNames(caseName);
  const [error, setError] = useState<string>();
  const isSet = setting.folder !== null || setting.problem !== null;
  const all = { value: 'all', label: t('exchange.run.all') };
  const none = { value: 'none', label: t('exchange.run.none') };
  const each = models.ids.filter((id) => !id.includes(':')).map((id) => ({ value: id, label: models.name(id) }));

  async function change(words: string[], options: Options = {}): Promise<void> {
    setError(undefined);
    try {
      await post(casePath(caseName, 'exchange', ...words), options);
      onChanged();
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  return (
    <Form
      key={`${setting.set_at}`}
      layout="vertical"
      initialValues={{ folder: setting.folder ?? '', run: !isSet ? ['all'] : setting.run.length ? setting.run : ['none'] }}
      onFinish={(values: { folder: string; run: string[] }) => void change(['set', values.folder.trim()], { run: values.run })}
    >
      {error && <Alert type="error" showIcon title={error} style={{ marginBottom: 12 }} />}
      <div style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))' }}>
        <Form.Item name="folder" label={t('exchange.folder')} rules={[{ required: true, whitespace: true }]}>
          <Input autoComplete="off" placeholder={t('exchange.folder.example')} />
        </Form.Item>
        <Form.Item
          name="run"
          label={t('exchange.run')}
          // All, none, or some: the last that was chosen says which.
          normalize={(chosen: string[]) => {
            const last = chosen.at(-1);
            if (last === undefined) return ['none'];
            return last === 'all' || last === 'none' ? [last] : chosen.filter((id) => id !== 'all' && id !== 'none');
          }}
        >
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={[all, none, ...each]} maxTagCount="responsive" />
        </Form.Item>
      </div>
      <Space>
        <Button type="primary" htmlType="submit">
          {t(isSet ? 'exchange.change' : 'exchange.on')}
        </Button>
        {isSet && <Button onClick={() => void change(['off'])}>{t('exchange.off')}</Button>}
      </Space>
    </Form>
  );
}

/* Files are moved there: which folder it is, is the administrator's. */
export function Exchange({ caseName, session }: { caseName: string; session: Session }) {
  const t = useWords();
  const [changes, setChanges] = useState(0);
  // Each job that takes files says something new when it begins and when it ends.
  const jobs = useSyncExternalStore(onJobs, currentJobs).filter((j) => j.command === 'watch' && j.case === caseName);
  const call = useCall<Setting>(casePath(caseName, 'exchange', 'show'), {}, `${changes} ${jobs.map((j) => j.id + j.state).join()}`);

  return (
    <Panel title={t('exchange.title')}>
      <p className="quiet" style={{ marginTop: 0 }}>
        {t('exchange.hint')}
      </p>
      <Answer call={call}>
        {(setting) => (
          <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
            <State setting={setting} isWorking={jobs.some((j) => j.state === 'running')} />
            {session.role === 'admin' ? (
              <Fields caseName={caseName} setting={setting} onChanged={() => setChanges(changes + 1)} />
            ) : (
              <span className="quiet">{t('exchange.admin')}</span>
            )}
            <h3 style={{ fontSize: 14, margin: 0 }}>{t('exchange.arrivals')}</h3>
            <Arrivals list={setting.arrivals} />
          </Space>
        )}
      </Answer>
    </Panel>
  );
}
