import { Alert, App, Button, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';

import { casePath, tell, url } from '../api/client';
import { answerOf } from '../api/jobs';
import { useCall } from '../api/useCall';
import { Answer, Nothing } from '../parts/Answer';
import { Panel } from '../parts/Panel';
import { size } from '../parts/amounts';
import { when } from '../parts/when';
import { useWords } from '../words';
import { BackupForm } from './BackupForm';
import type { Backup as File, Backups, Told } from './types';

type Asking = { verb: 'check' | 'restore'; file: string };

/* The password of one backup, and a name for the new case. */
function Ask({ asking, caseName, run, onClose }: { asking: Asking | undefined; caseName: string; run: (asking: Asking, body: object) => Promise<boolean>; onClose: () => void }) {
  const t = useWords();
  const [form] = Form.useForm<{ password: string; name?: string }>();
  const [isBusy, setBusy] = useState(false);

  async function send(said: { password: string; name?: string }): Promise<void> {
    setBusy(true);
    if (asking && (await run(asking, said))) onClose();
    setBusy(false);
  }

  const verb = asking?.verb ?? 'check';
  return (
    <Modal open={asking !== undefined} title={t(`backup.${verb}.of`, { file: asking?.file ?? '' })} okText={t(`backup.${verb}`)} confirmLoading={isBusy} onOk={() => form.submit()} onCancel={onClose} destroyOnHidden>
      <p className="note">{t(`backup.${verb}.hint`)}</p>
      <Form form={form} name="backup-ask" layout="vertical" preserve={false} initialValues={{ name: t('backup.name', { name: caseName }) }} onFinish={(said) => void send(said)}>
        <Form.Item name="password" label={t('backup.password')} rules={[{ required: true, message: t('backup.password.wanted') }]}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        {verb === 'restore' && (
          <Form.Item name="name" label={t('case.name')} rules={[{ required: true, whitespace: true, message: t('case.name.wanted') }]}>
            <Input maxLength={60} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

function Files({ caseName, list, ask }: { caseName: string; list: Backups; ask: (asking: Asking) => void }) {
  const t = useWords();

  if (list.backups.length === 0) return <Nothing title={t('backup.none')} />;
  return (
    <Table<File>
      size="small"
      rowKey="file"
      dataSource={list.backups}
      pagination={list.backups.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
      columns={[
        { title: t('backup.file'), dataIndex: 'file', ellipsis: true },
        { title: t('backup.made'), render: (_, b) => <span className="number">{when(b.made_at)}</span>, width: 180 },
        { title: t('backup.size'), render: (_, b) => size(b.bytes), align: 'right', width: 110 },
        {
          title: t('users.actions'),
          width: 330,
          render: (_, b) => (
            <div className="request-actions">
              <Button size="small" href={url(casePath(caseName, 'backups', b.file))}>
                {t('backup.take')}
              </Button>
              <Button size="small" onClick={() => ask({ verb: 'check', file: b.file })}>
                {t('backup.check')}
              </Button>
              <Button size="small" disabled={!list.may_restore} onClick={() => ask({ verb: 'restore', file: b.file })}>
                {t('backup.restore')}
              </Button>
            </div>
          ),
        },
      ]}
    />
  );
}

/* A backup is made, checked and restored as a job; which there are is asked for again after each. */
export function Backup({ caseName }: { caseName: string }) {
  const t = useWords();
  const { message, modal } = App.useApp();
  const [changes, setChanges] = useState(0);
  const [asking, setAsking] = useState<Asking>();
  const content = useCall<Told>(casePath(caseName, 'backup'));
  const list = useCall<Backups>(casePath(caseName, 'backups'), {}, String(changes));

  async function run(path: string[], body: object, done: (told: Told) => void): Promise<boolean> {
    try {
      const { job } = await tell<{ job: string }>(['cases', caseName, 'backups', ...path], body);
      done(await answerOf<Told>(job));
      return true;
    } catch (failure) {
      void message.error((failure as Error).message, 10);
      return false;
    } finally {
      setChanges((n) => n + 1);
    }
  }

  const told = (title: string) => (a: Told) =>
    void modal.success({
      title,
      width: 560,
      content: (
        <>
          <p>{t('backup.told', { name: a.case || '—', who: a.who, at: when(a.made_at), files: a.files, size: size(a.bytes) })}</p>
          <p className="any">{t('backup.log', { n: a.log_rows, hash: a.log_head })}</p>
          {a.changed > 0 && <Alert type="warning" showIcon title={t('backup.changed', { n: a.changed })} />}
        </>
      ),
    });

  return (
    <Panel title={t('backup.title')}>
      <p className="note hint">{t('backup.hint')}</p>
      <Answer call={content}>{(c) => <p>{t('backup.content', { files: c.files, size: size(c.bytes) })}</p>}</Answer>
      <BackupForm make={(password) => run([], { password }, told(t('backup.done')))} />
      <Answer call={list}>
        {(l) => (
          <>
            <p className="note">{t('backup.folder', { folder: l.folder })}</p>
            <Files caseName={caseName} list={l} ask={setAsking} />
          </>
        )}
      </Answer>
      <Ask
        asking={asking}
        caseName={caseName}
        run={({ verb, file }, body) => run([file, verb], body, told(t(verb === 'check' ? 'backup.whole' : 'backup.restored')))}
        onClose={() => setAsking(undefined)}
      />
    </Panel>
  );
}
