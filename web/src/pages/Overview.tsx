import { Button, Descriptions } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import type { CaseAnswer, CaseFacts } from '../api/types';
import { useCall } from '../api/useCall';
import { go } from '../app/route';
import { CaseAxis } from '../overview/CaseAxis';
import { Counts } from '../overview/Counts';
import { Files } from '../overview/Files';
import { Findings } from '../overview/Findings';
import { Matches } from '../overview/Matches';
import { Steps } from '../overview/Steps';
import { Titles } from '../overview/Titles';
import { Answer } from '../parts/Answer';
import { CaseForm } from '../parts/CaseForm';
import { ImportResult } from '../imports/ImportResult';
import { useBegun } from '../imports/useBegun';
import { Drop } from '../parts/Drop';
import { Later } from '../parts/Later';
import { Money } from '../parts/Money';
import { Panel } from '../parts/Panel';
import { ProofGrid, type Quality } from '../parts/ProofGrid';
import { useWords } from '../words';

function Facts({ facts, onEdit }: { facts: CaseFacts; onEdit: () => void }) {
  const t = useWords();

  return (
    <Panel title={t('case.facts')} extra={<Button onClick={onEdit}>{t('case.edit')}</Button>}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'number', label: t('case.number'), children: facts.case_number ?? '—' },
          { key: 'debtor', label: t('case.debtor'), children: facts.debtor ?? '—' },
          { key: 'claim', label: t('case.claim'), children: facts.claim ? <Money yuan={facts.claim} /> : '—' },
          { key: 'judgment', label: t('case.judgment_effective'), children: facts.judgment_effective ?? '—' },
          { key: 'filed', label: t('case.enforcement_filed'), children: facts.enforcement_filed ?? '—' },
          { key: 'terminated', label: t('case.terminated'), children: facts.terminated ?? '—' },
        ]}
      />
    </Panel>
  );
}

export default function Overview({ caseName }: { caseName: string }) {
  const t = useWords();
  const facts = useCall<CaseAnswer>(casePath(caseName, 'case'));
  const quality = useCall<Quality>(casePath(caseName, 'quality'));
  const [isEdited, setIsEdited] = useState(false);
  const { begun, add } = useBegun(caseName);
  const known = facts.data?.case;
  const hasRows = (quality.data?.accounts.length ?? 0) > 0;
  const hasDay = !!known && !!(known.judgment_effective ?? known.enforcement_filed ?? known.suit_served);
  const isFresh = known !== undefined && quality.data !== undefined && !(hasRows && known.debtor && hasDay);
  const edit = () => setIsEdited(true);

  return (
    <div className="stack">
      <h1 className="skip">{t('page.overview')}</h1>
      {isFresh && (
        <Steps
          steps={[
            { word: 'steps.import', isDone: hasRows },
            { word: 'steps.debtor', isDone: !!known.debtor, act: edit },
            { word: 'steps.days', isDone: hasDay, act: edit },
            { word: 'steps.proof', isDone: false },
            { word: 'steps.find', isDone: false },
            { word: 'steps.pools', isDone: false, act: () => go(caseName, 'pools') },
          ]}
        />
      )}
      <Answer call={facts}>
        {({ case: of }) => (
          <>
            <Facts facts={of} onEdit={edit} />
            {isEdited && <CaseForm caseName={caseName} facts={of} onClose={() => setIsEdited(false)} />}
          </>
        )}
      </Answer>
      <Drop caseName={caseName} onBegun={add} />
      {begun.map((one) => (
        <ImportResult key={one.job} caseName={caseName} {...one} onJob={(job, files) => add(job, files, one.job)} />
      ))}
      <Answer call={quality}>
        {(data) => (
          <>
            {hasRows && <Counts caseName={caseName} quality={data} />}
            {hasRows && known && <CaseAxis caseName={caseName} facts={known} quality={data} />}
            {hasRows && known?.debtor && <Findings caseName={caseName} />}
            <Later>
              {hasRows && <Titles caseName={caseName} />}
              <div id="proof" className="below">
                <Panel title={t('proof.title')}>
                  <ProofGrid caseName={caseName} quality={data} />
                </Panel>
              </div>
              <Files caseName={caseName} />
            </Later>
            <Matches caseName={caseName} />
          </>
        )}
      </Answer>
    </div>
  );
}
