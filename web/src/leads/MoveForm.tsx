import { App, Button, Form, Input, Select, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { useSession } from '../app/session';
import { type Word, useBoth, useWords } from '../words';
import type { Required } from '../settings/TwoPersons';
import type { FullLead, State } from './types';

interface Said {
  state?: State;
  measure?: string;
  item?: string;
  document?: string;
  on?: string;
  money?: string;
  note?: string;
  second?: string;
}

const measured: Partial<Record<State, boolean>> = { referred: true };
const byTwo = new Set<State>(['recommended', 'referred', 'closed']);
const letters = new Set<State>(['recommended', 'referred', 'replied', 'adopted', 'declined']);

/* The next step of a lead: only those that may follow, with what each needs. The caller keys it by
 * the lead's state: each step has a form of its own, and none is emptied while somebody fills it in. */
export function MoveForm({ caseName, lead }: { caseName: string; lead: FullLead }) {
  const t = useWords();
  const both = useBoth();
  const { message } = App.useApp();
  const [form] = Form.useForm<Said>();
  const [isBusy, setBusy] = useState(false);
  const to = Form.useWatch('state', form);
  const required = useCall<Required>(casePath(caseName, 'lead', 'two-persons'));
  const session = useSession();
  const needsSecond = to && byTwo.has(to) && required.data?.two_persons;
  const isOut = to === 'recommended' || to === 'referred';

  async function move({ state, ...rest }: Said): Promise<void> {
    if (!state) return;
    setBusy(true);
    try {
      const options = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
      await post(casePath(caseName, 'lead', 'move', lead.id, state), options as Record<string, string>);
    } catch (failure) {
      void message.error((failure as Error).message);
    }
    setBusy(false);
  }

  if (lead.next.length === 0) return null;
  return (
    <Form form={form} layout="vertical" className="move-form" onFinish={(said) => void move(said)} initialValues={{ item: lead.items.find((i) => i.fits)?.id }}>
      <Space wrap align="end">
        <Form.Item name="state" label={t('lead.move')} rules={[{ required: true }]}>
          <Select options={lead.next.map((s) => ({ value: s, label: t(`lead.${s}`) }))} style={{ width: 170 }} />
        </Form.Item>
        {to && measured[to] && (
          <Form.Item name="measure" label={t('lead.measure')} rules={[{ required: true }]}>
            <Select options={lead.exits.filter((e) => e !== 'recommendation' && e !== 'file').map((e) => ({ value: e, label: t(`exit.${e}` as Word) }))} style={{ width: 220 }} />
          </Form.Item>
        )}
        {isOut && lead.source === 'ex_officio' && (
          <Form.Item name="item" label={t('lead.item')} extra={t('lead.item.hint')}>
            <Select allowClear options={lead.items.map((i) => ({ value: i.id, label: `(${i.id}) ${both(i)}` }))} style={{ width: 360 }} popupMatchSelectWidth={false} />
          </Form.Item>
        )}
        {to && letters.has(to) && (
          <>
            <Form.Item name="document" label={t('lead.document')}>
              <Input style={{ width: 190 }} />
            </Form.Item>
            <Form.Item name="on" label={t('lead.on')}>
              <Input placeholder="2026-05-12" style={{ width: 120 }} />
            </Form.Item>
          </>
        )}
        {to && (letters.has(to) || to === 'closed') && (
          <Form.Item name="money" label={t('lead.money')}>
            <Input style={{ width: 140 }} />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('verdict.note')}>
          <Input style={{ width: 220 }} />
        </Form.Item>
        {needsSecond && session.data?.user === '' && (
          <Form.Item name="second" label={t('lead.second')} extra={t('lead.second.hint')}>
            <Input style={{ width: 160 }} />
          </Form.Item>
        )}
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t(needsSecond ? 'lead.propose' : 'lead.do')}
          </Button>
        </Form.Item>
      </Space>
    </Form>
  );
}
