import { App, Button, Form, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';

import { type Options, casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { type Word, useWords } from '../words';
import { Answer, Nothing } from './Answer';
import { Download } from './Download';
import { Mark } from './Mark';
import { Panel } from './Panel';

export interface Request {
  request: string;
  state: 'draft' | 'sent' | 'arrived' | 'refused';
  inquiry: string | null;
  person: string | null;
  account: string | null;
  institution: string | null;
  from: string | null;
  to: string | null;
  ground: string | null;
  why: string | null;
  approver: string | null;
  officer: string | null;
  second_officer: string | null;
  letter: string | null;
  sent: string | null;
  arrived: string | null;
  lacks: string | null;
}
interface Ground {
  id: string;
  rule: string;
  case: string;
}

/* What a letter needs before it may go out: ground, who approved, the two officers. */
function Fill({ caseName, request, onClose }: { caseName: string; request: Request; onClose: () => void }) {
  const t = useWords();
  const { message } = App.useApp();
  const grounds = useCall<{ grounds: Ground[] }>(casePath(caseName, 'request', 'grounds'));
  const [form] = Form.useForm<Record<string, string>>();

  async function save(values: Record<string, string | undefined>): Promise<void> {
    const { officer, second, ...rest } = values;
    const options: Options = {};
    for (const [name, value] of Object.entries(rest)) if (value) options[name] = value;
    if (officer && second) options.officer = [officer, second];
    try {
      await post(casePath(caseName, 'request', 'set', request.request), options);
      onClose();
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
  }
  return (
    <Modal open title={t('request.fill')} okText={t('case.save')} cancelText={t('cancel')} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)} initialValues={{ ground: request.ground, why: request.why, approver: request.approver, officer: request.officer, second: request.second_officer, letter: request.letter }}>
        <Form.Item name="ground" label={t('request.ground')}>
          <Select options={(grounds.data?.grounds ?? []).map((g) => ({ value: g.id, label: `${g.case}（${g.rule}）` }))} />
        </Form.Item>
        {(['why', 'approver', 'officer', 'second', 'letter'] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`request.${name}`)}>
            <Input />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

/* The requests that were made of the list: their letters, and what became of them. */
export function Requests({ caseName }: { caseName: string }) {
  const t = useWords();
  const { message } = App.useApp();
  const call = useCall<{ requests: Request[] }>(casePath(caseName, 'request', 'list'));
  const [filled, setFilled] = useState<Request>();

  async function say(word: 'sent' | 'arrived' | 'undo', request: Request): Promise<void> {
    try {
      await post(casePath(caseName, 'request', word, request.request));
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
  }
  const actions = (r: Request) => (
    <>
      {r.state === 'draft' && (
        <Button size="small" onClick={() => setFilled(r)}>
          {t('request.fill')}
        </Button>
      )}
      <Download size="small" path={casePath(caseName, 'files', 'request', 'text', r.request)} params={{ format: 'html' }} label={t('request.letter.print')} />
      <Download size="small" path={casePath(caseName, 'files', 'request', 'text', r.request)} params={{ format: 'docx' }} label="docx" />
      <Download size="small" path={casePath(caseName, 'files', 'request', 'text', r.request)} params={{ format: 'xlsx' }} label="xlsx" />
      {r.state === 'draft' && (
        <Button size="small" disabled={r.lacks !== null} onClick={() => void say('sent', r)}>
          {t('request.mark.sent')}
        </Button>
      )}
      {r.state === 'sent' && (
        <Button size="small" onClick={() => void say('arrived', r)}>
          {t('request.mark.arrived')}
        </Button>
      )}
      <Button size="small" type="link" onClick={() => void say('undo', r)}>
        {t('undo')}
      </Button>
    </>
  );

  return (
    <Panel title={t('requests.title')}>
      <Answer call={call}>
        {({ requests }) =>
          requests.length === 0 ? (
            <Nothing title={t('requests.none')} />
          ) : (
            <Table<Request>
              size="small"
              rowKey="request"
              dataSource={requests}
              pagination={false}
              scroll={{ x: 1100 }}
              columns={[
                { title: '#', dataIndex: 'request', width: 48, sorter: (a, b) => Number(a.request) - Number(b.request) },
                { title: t('inquiries.holder'), width: 160, ellipsis: true, sorter: (a, b) => (a.person ?? '').localeCompare(b.person ?? '', 'zh'), render: (_, r) => r.person ?? '' },
                { title: t('proxies.bank'), width: 140, ellipsis: true, sorter: (a, b) => (a.institution ?? '').localeCompare(b.institution ?? '', 'zh'), render: (_, r) => r.institution ?? '' },
                { title: t('entry.account'), width: 180, render: (_, r) => <span className="number">{r.account ?? ''}</span> },
                { title: t('inquiries.period'), width: 190, render: (_, r) => <span className="number">{r.from ? `${r.from} — ${r.to ?? ''}` : ''}</span> },
                { title: t('pools.state'), width: 130, sorter: (a, b) => a.state.localeCompare(b.state), render: (_, r) => <Mark tone={r.state === 'arrived' ? 'good' : 'plain'}>{`${t(`request.${r.state}` as Word)} ${r.arrived ?? r.sent ?? ''}`}</Mark> },
                { title: '', render: (_, r) => <div className="request-actions">{actions(r)}</div> },
              ]}
            />
          )
        }
      </Answer>
      {filled && <Fill caseName={caseName} request={filled} onClose={() => setFilled(undefined)} />}
    </Panel>
  );
}
