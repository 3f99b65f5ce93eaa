import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { go, setParam } from '../app/route';
import { Answer } from '../parts/Answer';
import { Download } from '../parts/Download';
import { Panel } from '../parts/Panel';
import { useBoth, useWords } from '../words';
import { Facts, Marks } from './Facts';
import { Precision } from './Precision';
import { Tests } from './Tests';
import { Trial } from './Trial';
import type { Checked, ModelCard } from './types';

/* One model: what it is and on what it rests, trying it, running it, how often it was right. */
export function ModelView({ caseName, id, checked, nameOf }: { caseName: string; id: string; checked: Checked | undefined; nameOf: (missing: string) => string }) {
  const t = useWords();
  const both = useBoth();
  const call = useCall<ModelCard>(casePath(caseName, 'model', 'show', id));

  return (
    <div className="stack">
      <div className="no-print">
        <Button type="text" icon={<ArrowLeftOutlined />} onClick={() => setParam('model', undefined)}>
          {t('models.back')}
        </Button>
      </div>
      <Answer call={call}>
        {(model) => (
          <>
            <Space wrap align="baseline">
              <h1 className="page-title">{both({ zh: model.name, en: model.name_en })}</h1>
              <span className="quiet">
                {model.id} {model.version}
              </span>
              <span>
                <Marks model={model} />
              </span>
              <Button size="small" onClick={() => go(caseName, 'leads', { model: model.id })}>
                {t('models.leads')}
              </Button>
              <Download path={casePath(caseName, 'files', 'model', 'dossier', model.id)} params={{ format: 'docx' }} label={t('models.dossier')} size="small" />
            </Space>
            <Panel title={t('models.try')}>
              <Trial key={model.id} caseName={caseName} model={model} isReady={!checked || checked.missing.length === 0} nameOf={nameOf} />
            </Panel>
            <Panel title={t('models.card')}>
              <Facts model={model} checked={checked} />
            </Panel>
            <Panel title={t('models.precision')}>
              <p className="quiet hint">{t('models.precision.hint')}</p>
              <Precision caseName={caseName} id={model.id} />
            </Panel>
            <Panel title={t('models.tests')}>
              <Tests caseName={caseName} id={model.id} />
            </Panel>
          </>
        )}
      </Answer>
    </div>
  );
}
