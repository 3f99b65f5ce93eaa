import { Alert, Button, Card, Col, Descriptions, Row, Statistic } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { CaseForm } from '../parts/CaseForm';
import { Drop } from '../parts/Drop';
import { Money } from '../parts/Money';
import { ProofGrid, type Quality } from '../parts/ProofGrid';
import { useWords } from '../words';
import type { CaseAnswer } from '../api/types';

function Facts({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<CaseAnswer>(casePath(caseName, 'case'));
  const [isEdited, setIsEdited] = useState(false);

  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 15, margin: 0 }}>{t('case.facts')}</h2>}
      extra={<Button onClick={() => setIsEdited(true)}>{t('case.edit')}</Button>}
    >
      <Answer call={call}>
        {({ case: facts }) => (
          <>
            {!facts.debtor && <Alert type="info" showIcon title={t('case.none')} style={{ marginBottom: 8 }} />}
            <Descriptions
              size="small"
              column={3}
              items={[
                { key: 'number', label: t('case.number'), children: facts.case_number ?? '—' },
                { key: 'debtor', label: t('case.debtor'), children: facts.debtor ?? '—' },
                { key: 'claim', label: t('case.claim'), children: facts.claim ? <Money yuan={facts.claim} /> : '—' },
                { key: 'judgment', label: t('case.judgment_effective'), children: facts.judgment_effective ?? '—' },
                { key: 'filed', label: t('case.enforcement_filed'), children: facts.enforcement_filed ?? '—' },
                { key: 'terminated', label: t('case.terminated'), children: facts.terminated ?? '—' },
              ]}
            />
            {isEdited && <CaseForm caseName={caseName} facts={facts} onClose={() => setIsEdited(false)} />}
          </>
        )}
      </Answer>
    </Card>
  );
}

function Counts({ quality }: { quality: Quality }) {
  const t = useWords();
  const broken = quality.accounts.reduce((n, a) => n + a.months.filter((m) => m.state === 'broken').length, 0);
  const numbers = [
    [t('count.accounts'), quality.accounts.length],
    [t('count.entries'), quality.accounts.reduce((n, a) => n + a.entries, 0)],
    [t('count.matches'), quality.matches.confirmed],
    [t('count.broken'), broken],
  ] as const;

  return (
    <Row gutter={12}>
      {numbers.map(([title, value]) => (
        <Col span={6} key={title}>
          <Card size="small">
            <Statistic title={title} value={value} />
          </Card>
        </Col>
      ))}
    </Row>
  );
}

export default function Overview({ caseName }: { caseName: string }) {
  const t = useWords();
  const quality = useCall<Quality>(casePath(caseName, 'quality'));

  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h1 className="skip">{t('page.overview')}</h1>
      <Facts caseName={caseName} />
      <Drop caseName={caseName} />
      <Answer call={quality}>
        {(data) => (
          <>
            <Counts quality={data} />
            <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{t('proof.title')}</h2>}>
              <ProofGrid caseName={caseName} quality={data} />
            </Card>
          </>
        )}
      </Answer>
    </div>
  );
}
