import { Alert, Select } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import type { CaseAnswer, CaseFacts } from '../api/types';
import { useCall } from '../api/useCall';
import { setParam, useRoute } from '../app/route';
import { useSettings } from '../app/settings';
import { Answer, Nothing } from '../parts/Answer';
import { Axis, Bar, type Span, spanOf } from '../parts/Axis';
import { caseDays, marksOf } from '../parts/caseDays';
import { type Clue, ClueCard, clueTitle } from '../parts/ClueCard';
import { formatMoney } from '../parts/Money';
import { Panel } from '../parts/Panel';
import { Rows } from '../parts/Rows';
import { type Word, useWords } from '../words';

interface Clues {
  clues: Clue[];
  uses: Clue[];
  spending: Clue[];
}

/* Every clue a lane under the days of the case; a lane leads to its card. */
function Lanes({ clues, facts, span, chosen }: { clues: Clue[]; facts: CaseFacts; span: Span; chosen: string | null }) {
  const t = useWords();
  const { inWan } = useSettings();

  function choose(id: string): void {
    setParam('clue', id);
    document.getElementById(`clue-${id}`)?.scrollIntoView({ block: 'center' });
  }

  return (
    <Axis span={span} marks={marksOf(facts, t)}>
      {clues.map((clue) => {
        const name = `${t(`class.${clue.class}` as Word)} ${clueTitle(clue)} ${formatMoney(clue.amount, inWan)}`;
        return (
          <button key={clue.id} type="button" className="axis-row axis-lane" aria-current={clue.id === chosen} title={name} onClick={() => choose(clue.id)}>
            <span>{name}</span>
            <span className="axis-track">{clue.first && <Bar span={span} first={clue.first} last={clue.last} />}</span>
          </button>
        );
      })}
    </Axis>
  );
}

export default function CluesPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const { params } = useRoute();
  const call = useCall<Clues>(casePath(caseName, 'clues'));
  const facts = useCall<CaseAnswer>(casePath(caseName, 'case'));
  const [opened, setOpened] = useState<Clue>();
  const only = params.get('class');
  const chosen = params.get('clue');

  return (
    <div className="stack">
      <h1 className="page-title">{t('page.clues')}</h1>
      <Alert type="info" showIcon title={t('clues.hint')} />
      <Answer call={call}>
        {(data) => {
          const all = [...data.clues, ...data.uses, ...data.spending];
          const classes = [...new Set(all.map((c) => c.class))];
          const shown = all.filter((c) => !only || c.class === only);
          const known = facts.data?.case;
          const span = spanOf([...all.flatMap((c) => [c.first, c.last]), ...caseDays.map((d) => known?.[d])]);
          if (all.length === 0) return <Nothing title={t('clues.none')} />;
          return (
            <>
              <Panel
                title={t('clues.axis')}
                extra={
                  <Select
                    allowClear
                    aria-label={t('clues.class')}
                    placeholder={t('clues.class')}
                    value={only ?? undefined}
                    onChange={(value: string | undefined) => setParam('class', value)}
                    options={classes.map((c) => ({ value: c, label: `${t(`class.${c}` as Word)} (${all.filter((x) => x.class === c).length})` }))}
                    style={{ width: 200 }}
                  />
                }
              >
                {known && span && <Lanes clues={shown} facts={known} span={span} chosen={chosen} />}
              </Panel>
              {classes
                .filter((c) => !only || c === only)
                .map((c) => (
                  <section key={c} aria-label={t(`class.${c}` as Word)}>
                    <h2 className="part-title">{t(`class.${c}` as Word)}</h2>
                    <div className="cards">
                      {shown
                        .filter((clue) => clue.class === c)
                        .map((clue) => (
                          <ClueCard key={clue.id} caseName={caseName} clue={clue} isChosen={clue.id === chosen} onRows={() => setOpened(clue)} />
                        ))}
                    </div>
                  </section>
                ))}
            </>
          );
        }}
      </Answer>
      <Rows caseName={caseName} ids={opened?.entries} title={opened ? clueTitle(opened) : ''} onClose={() => setOpened(undefined)} />
    </div>
  );
}
