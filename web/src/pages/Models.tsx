import { Alert, Button, Card, Input, Space, Switch } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { go, setParam, useRoute } from '../app/route';
import { Marks } from '../models/Facts';
import { Install } from '../models/Install';
import { ModelView } from '../models/ModelView';
import type { Checked, ModelHead } from '../models/types';
import { useNames } from '../models/useNames';
import { Answer, Nothing } from '../parts/Answer';
import { type Word, useBoth, useWords } from '../words';

function ModelTile({ caseName, model, checked, nameOf, onRun }: { caseName: string; model: ModelHead; checked: Checked | undefined; nameOf: (missing: string) => string; onRun: () => void }) {
  const t = useWords();
  const both = useBoth();
  const isReady = !checked || checked.missing.length === 0;

  return (
    <Card size="small" type="inner">
      <Button type="link" className="inline name" onClick={() => setParam('model', model.id)}>
        {both({ zh: model.name, en: model.name_en })}
      </Button>
      <div style={{ margin: '6px 0' }}>
        <Marks model={model} />
      </div>
      {checked && !isReady && <div className="lack">{t('models.missing', { what: checked.missing.slice(0, 3).map(nameOf).join(t('list.and')) + (checked.missing.length > 3 ? ' …' : '') })}</div>}
      <div className="tile-foot">
        <Button size="small" onClick={() => setParam('model', model.id)}>
          {t('models.open')}
        </Button>
        <Button size="small" disabled={!isReady} onClick={onRun}>
          {t('models.run')}
        </Button>
        <Button size="small" onClick={() => go(caseName, 'leads', { model: model.id })}>
          {t('models.leads')}
        </Button>
        <span className="quiet small">{model.version}</span>
      </div>
    </Card>
  );
}

interface Listed {
  models: ModelHead[];
  broken: { id: string; error: string }[];
}

export default function ModelsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const list = useCall<Listed>(casePath(caseName, 'model', 'list'));
  const check = useCall<{ models: Checked[] }>(casePath(caseName, 'model', 'check'));
  const nameOf = useNames(caseName);
  const [error, setError] = useState<string>();
  const checked = new Map(check.data?.models.map((m) => [m.id, m]));
  const text = params.get('text') ?? '';
  const onlyReady = params.get('ready') !== null;
  const opened = params.get('model');

  async function run(...ids: string[]): Promise<void> {
    try {
      await post(casePath(caseName, 'jobs', 'model', 'run', ...ids));
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  const isWanted = (m: ModelHead) =>
    (!text || [m.name, m.name_en, m.id].some((name) => name.toLowerCase().includes(text.toLowerCase()))) && (!onlyReady || checked.get(m.id)?.missing.length === 0);

  if (opened) return <ModelView caseName={caseName} id={opened} checked={checked.get(opened)} nameOf={nameOf} />;
  return (
    <div className="stack">
      <div className="page-head">
        <h1 className="page-title">{t('page.models')}</h1>
        <Space wrap className="no-print">
          <Input.Search allowClear placeholder={t('models.search')} aria-label={t('models.search')} defaultValue={text} onChange={(e) => setParam('text', e.target.value.trim())} style={{ width: 200 }} />
          <label>
            <Switch checked={onlyReady} onChange={(on) => setParam('ready', on ? '1' : undefined)} aria-label={t('models.ready')} /> {t('models.ready')}
          </label>
          {list.data && <Install caseName={caseName} here={list.data.models} />}
          <Button type="primary" onClick={() => void run()}>
            {t('models.run.all')}
          </Button>
        </Space>
      </div>
      {error && <Alert type="error" showIcon title={error} closable={{ onClose: () => setError(undefined) }} />}
      <Answer call={list}>
        {({ models, broken }) => {
          const shown = models.filter(isWanted);
          const families = [...new Set(shown.map((m) => m.family))];
          return (
            <>
              {broken.map((b) => (
                <Alert key={b.id} type="warning" showIcon title={t('models.broken', { id: b.id })} description={b.error} />
              ))}
              {shown.length === 0 && <Nothing title={t('models.none')} />}
              {families.map((family) => (
                <section key={family}>
                  <h2 className="part-title">{t(`family.${family}` as Word)}</h2>
                  <div className="tiles">
                    {shown
                      .filter((m) => m.family === family)
                      .map((m) => (
                        <ModelTile key={m.id} caseName={caseName} model={m} checked={checked.get(m.id)} nameOf={nameOf} onRun={() => void run(m.id)} />
                      ))}
                  </div>
                </section>
              ))}
            </>
          );
        }}
      </Answer>
    </div>
  );
}
