import { Alert, Button, Form, Input, InputNumber, Space } from 'antd';
import { useState } from 'react';

import { type Params, casePath, get, post, remove } from '../api/client';
import { answerOf } from '../api/jobs';
import { go } from '../app/route';
import { type Word, useBoth, useWords } from '../words';
import { useSettings } from '../app/settings';
import { FoundLeads } from './Leads';
import { ComparedSides } from './Compared';
import type { Compared, ModelCard, Ran } from './types';

type Values = Record<string, string | number | null | undefined>;

const units: Record<string, Word> = { 天: 'unit.days', 月: 'unit.months', 年: 'unit.years', 个工作日: 'unit.workdays', 元: 'money.yuan' };

/* Units stand in model.yaml in Chinese; one that has no English word stays as it is. */
function useUnit(): (unit: string) => string {
  const t = useWords();
  const { lang } = useSettings();
  return (unit) => (lang === 'en' ? (units[unit] ? t(units[unit]) : unit === '%' ? unit : '') : unit);
}

/* NAME=VALUE of what differs from the model's own values. */
function settingsOf(model: ModelCard, values: Values): string[] {
  return model.parameters.flatMap((p) => {
    const value = values[p.id];
    return value === undefined || value === null || String(value).trim() === '' || String(value) === p.default ? [] : [`${p.id}=${value}`];
  });
}

function RanWords({ caseName, ran, isDry, nameOf }: { caseName: string; ran: Ran; isDry: boolean; nameOf: (missing: string) => string }) {
  const t = useWords();

  if (ran.error) return <Alert type="error" showIcon title={ran.error} />;
  if (ran.state === 'not-enough-data') return <Alert type="warning" showIcon title={t('models.missing', { what: ran.missing.map(nameOf).join(t('list.and')) })} />;
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={t(isDry ? 'models.dry.said' : 'models.ran.said', { leads: ran.leads ?? 0, fresh: ran.new ?? 0, gone: ran.vanished ?? 0, ms: ran.ms ?? 0 })}
        action={
          !isDry && (
            <Button size="small" onClick={() => go(caseName, 'leads', { model: ran.id })}>
              {t('models.leads')}
            </Button>
          )
        }
      />
      {ran.first && ran.first.length > 0 && (
        <>
          <h3 className="part-title">{t('models.first', { n: ran.first.length })}</h3>
          <FoundLeads caseName={caseName} leads={ran.first} isKept={(l) => !isDry || l.new === false} />
        </>
      )}
    </>
  );
}

/* Other values of the parameters: what would come out, what comes out, what that changes. */
export function Trial({ caseName, model, isReady, nameOf }: { caseName: string; model: ModelCard; isReady: boolean; nameOf: (missing: string) => string }) {
  const t = useWords();
  const both = useBoth();
  const unitOf = useUnit();
  const [form] = Form.useForm<Values>();
  const [job, setJob] = useState<string>();
  const [busy, setBusy] = useState<'dry' | 'run' | 'compare'>();
  const [ran, setRan] = useState<{ ran: Ran; isDry: boolean }>();
  const [compared, setCompared] = useState<Compared>();
  const [error, setError] = useState<string>();

  async function act(kind: 'dry' | 'run' | 'compare', work: () => Promise<void>): Promise<void> {
    setBusy(kind);
    setError(undefined);
    setRan(undefined);
    setCompared(undefined);
    try {
      await work();
    } catch (failure) {
      setError((failure as Error).message);
    }
    setBusy(undefined);
    setJob(undefined);
  }

  const run = (isDry: boolean) =>
    act(isDry ? 'dry' : 'run', async () => {
      const begun = await post<{ job: string }>(casePath(caseName, 'jobs', 'model', 'run', model.id), { set: settingsOf(model, form.getFieldsValue()), 'dry-run': isDry });
      setJob(begun.job);
      const { models } = await answerOf<{ models: Ran[] }>(begun.job);
      if (models[0]) setRan({ ran: models[0], isDry });
    });

  const compare = () =>
    act('compare', async () => {
      const params: Params = { against: settingsOf(model, form.getFieldsValue()).join(',') };
      setCompared(await get<Compared>(casePath(caseName, 'model', 'compare', model.id), params));
    });

  return (
    <div className="stack">
      {model.parameters.length > 0 && (
        <Form form={form} layout="vertical" className="parameters" initialValues={Object.fromEntries(model.parameters.map((p) => [p.id, p.type === 'integer' ? Number(p.default) : p.default]))}>
          {model.parameters.map((p) => (
            <Form.Item
              key={p.id}
              name={p.id}
              label={both(p.name)}
              extra={t(p.least === undefined ? 'models.default' : 'models.default.bounds', { value: p.default, unit: unitOf(p.unit), least: p.least ?? '', most: p.most ?? '' })}
            >
              {p.type === 'integer' ? <InputNumber {...(p.least === undefined ? {} : { min: p.least })} {...(p.most === undefined ? {} : { max: p.most })} precision={0} suffix={unitOf(p.unit)} style={{ width: '100%' }} /> : <Input />}
            </Form.Item>
          ))}
        </Form>
      )}
      <Space wrap>
        <Button type="primary" disabled={!isReady} loading={busy === 'run'} onClick={() => void run(false)}>
          {t('models.run')}
        </Button>
        <Button disabled={!isReady} loading={busy === 'dry'} onClick={() => void run(true)}>
          {t('models.dry')}
        </Button>
        {model.parameters.length > 0 && (
          <Button disabled={!isReady} loading={busy === 'compare'} onClick={() => void compare()}>
            {t('models.compare.values')}
          </Button>
        )}
        {job && <Button onClick={() => void remove(`jobs/${job}`)}>{t('cancel')}</Button>}
        <span className="quiet">{t('models.dry.hint')}</span>
      </Space>
      {error && <Alert type="error" showIcon title={error} />}
      {ran && <RanWords caseName={caseName} ran={ran.ran} isDry={ran.isDry} nameOf={nameOf} />}
      {compared && <ComparedSides caseName={caseName} compared={compared} names={[t('models.values.own'), t('models.values.new')]} />}
    </div>
  );
}
