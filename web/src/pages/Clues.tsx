import { Alert, Select } from 'antd';
import { useEffect } from 'react';

import { casePath } from '../api/client';
import type { CaseAnswer, CaseFacts } from '../api/types';
import { useCall } from '../api/useCall';
import { setParam } from '../app/route';
import { useSettings } from '../app/settings';
import { useParam } from '../app/useParam';
import { Answer, Nothing } from '../parts/Answer';
import { Axis, Bar, type Span, spanOf } from '../parts/Axis';
import { caseDays, marksOf } from '../parts/caseDays';
import { type Clue, ClueCard, clueTitle } from '../parts/ClueCard';
import { formatMoney } from '../parts/Money';
import { Panel } from '../parts/Panel';
import { Rows } from '../parts/Rows';
import { useListKeys } from '../parts/useListKeys';
import { type Word, useWords } from '../words';

interface Clues {
  clues: Clue[];
  uses: Clue[];
  spending: Clue[];
}

/* Every clue a lane under the days of the case; a lane leads to its card. */
function Lanes({ clues, facts, span, chosen }: { clues: Clue[]; facts: CaseFacts; span: Span; chosen: string | undefined }) {
  const t = useWords();
  const { inWan } = useSettings();

  function choose(id: string): void {
    setParam('clue', id);
    document.getElementById(`finding-${id}`)?.scrollIntoView({ block: 'center' });
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

function Found({ caseName, all, facts }: { caseName: string; all: Clue[]; facts: CaseFacts | undefined }) {
  const t = useWords();
  const [only, setOnly] = useParam('class');
  const [chosen, setChosen] = useParam('clue');
  const [opened, setOpened] = useParam('rows');
  const classes = [...new Set(all.map((c) => c.class))];
  const shown = classes.flatMap((c) => all.filter((clue) => clue.class === c && (!only || c === only)));
  const span = spanOf([...all.flatMap((c) => [c.first, c.last]), ...caseDays.map((d) => facts?.[d])]);
  const rows = all.find((c) => c.id === opened);
  const { box, onKeyDown } = useListKeys<HTMLDivElement>(
    shown.map((c) => c.id),
    chosen,
    setChosen,
  );

  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    if (chosen) document.getElementById(`finding-${chosen}`)?.scrollIntoView({ block: 'center' });
  }, []);
  if (all.length === 0) return <Nothing title={t('clues.none')} />;
  return (
    <div className="stack keyed" ref={box} tabIndex={-1} onKeyDown={onKeyDown}>
      <Panel
        title={t('clues.axis')}
        extra={
          <Select
            allowClear
            aria-label={t('clues.class')}
            placeholder={t('clues.class')}
            value={only}
            onChange={setOnly}
            options={classes.map((c) => ({ value: c, label: `${t(`class.${c}` as Word)} (${all.filter((x) => x.class === c).length})` }))}
            style={{ width: 200 }}
          />
        }
      >
        {facts && span && <Lanes clues={shown} facts={facts} span={span} chosen={chosen} />}
      </Panel>
      <p className="keys-help no-print">{t('clues.keys')}</p>
      {classes
        .filter((c) => !only || c === only)
        .map((c) => (
          <section key={c} aria-label={t(`class.${c}` as Word)}>
            <h2 className="part-title">{t(`class.${c}` as Word)}</h2>
            <div className="cards">
              {shown
                .filter((clue) => clue.class === c)
                .map((clue) => (
                  <ClueCard key={clue.id} caseName={caseName} clue={clue} isChosen={clue.id === chosen} onRows={() => setOpened(clue.id)} />
                ))}
            </div>
          </section>
        ))}
      <Rows caseName={caseName} ids={rows?.entries} title={rows ? clueTitle(rows) : ''} onClose={() => setOpened(undefined)} />
    </div>
  );
}

export default function CluesPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const call = useCall<Clues>(casePath(caseName, 'clues'));
  const facts = useCall<CaseAnswer>(casePath(caseName, 'case'));

  return (
    <div className="stack">
      <h1 className="page-title">{t('page.clues')}</h1>
      <Alert type="info" showIcon title={t('clues.hint')} />
      <Answer call={call}>{(data) => <Found caseName={caseName} all={[...data.clues, ...data.uses, ...data.spending]} facts={facts.data?.case} />}</Answer>
    </div>
  );
}
