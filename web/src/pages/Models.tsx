import { Alert, Button, Card, Input, Space, Switch } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { Answer, Nothing } from '../parts/Answer';
import { Mark } from '../parts/Mark';
import { type Word, useWords } from '../words';

interface Model {
  id: string;
  name: string;
  version: string;
  family: string;
  object: string;
  duty: string;
  grade: string;
  status: string;
  pools: string[];
}
interface Checked {
  id: string;
  state?: string;
  missing: string[];
}

export default function ModelsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const list = useCall<{ models: Model[] }>(casePath(caseName, 'model', 'list'));
  const check = useCall<{ models: Checked[] }>(casePath(caseName, 'model', 'check'));
  const [text, setText] = useState('');
  const [onlyReady, setOnlyReady] = useState(false);
  const [error, setError] = useState<string>();
  const missing = new Map(check.data?.models.map((m) => [m.id, m.missing]));
  const isReady = (id: string) => missing.get(id)?.length === 0;

  async function run(...ids: string[]): Promise<void> {
    try {
      await post(casePath(caseName, 'jobs', 'model', 'run', ...ids));
    } catch (failure) {
      setError((failure as Error).message);
    }
  }

  return (
    <Card
      size="small"
      title={<h1 style={{ fontSize: 16, margin: 0 }}>{t('page.models')}</h1>}
      extra={
        <Space>
          <Input.Search allowClear placeholder={t('models.search')} aria-label={t('models.search')} onChange={(e) => setText(e.target.value.trim())} style={{ width: 200 }} />
          <Switch checked={onlyReady} onChange={setOnlyReady} aria-label={t('models.ready')} /> {t('models.ready')}
          <Button type="primary" onClick={() => void run()}>
            {t('models.run.all')}
          </Button>
        </Space>
      }
    >
      {error && <Alert type="error" showIcon title={error} closable onClose={() => setError(undefined)} style={{ marginBottom: 8 }} />}
      <Answer call={list}>
        {({ models }) => {
          const shown = models.filter((m) => (!text || m.name.includes(text) || m.id.includes(text)) && (!onlyReady || isReady(m.id)));
          const families = [...new Set(shown.map((m) => m.family))];
          if (shown.length === 0) return <Nothing title={t('models.none')} />;
          return families.map((family) => (
            <section key={family}>
              <h2 style={{ fontSize: 14, margin: '12px 0 6px' }}>{t(`family.${family}` as Word)}</h2>
              <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(330px, 1fr))', gap: 8 }}>
                {shown
                  .filter((m) => m.family === family)
                  .map((m) => (
                    <Card key={m.id} size="small" type="inner">
                      <strong>{m.name}</strong>
                      <div style={{ margin: '6px 0' }}>
                        <Mark>{t(`object.${m.object}` as Word)}</Mark>
                        <Mark>{t(`duty.${m.duty}` as Word)}</Mark>
                        <Mark>{t('clue.grade', { grade: m.grade })}</Mark>
                        {m.status === 'draft-law' && <Mark tone="alert">{t('models.draft')}</Mark>}
                        <span style={{ color: '#595959' }}>{m.version}</span>
                      </div>
                      {missing.has(m.id) && !isReady(m.id) && (
                        <div style={{ color: '#8c4a00', fontSize: 12 }}>{t('models.missing', { what: (missing.get(m.id) ?? []).slice(0, 4).join('、') })}</div>
                      )}
                      <Space style={{ marginTop: 6 }}>
                        <Button size="small" disabled={!isReady(m.id)} onClick={() => void run(m.id)}>
                          {t('models.run')}
                        </Button>
                        <Button size="small" onClick={() => go(caseName, 'leads', { model: m.id })}>
                          {t('models.leads')}
                        </Button>
                      </Space>
                    </Card>
                  ))}
              </div>
            </section>
          ));
        }}
      </Answer>
    </Card>
  );
}
