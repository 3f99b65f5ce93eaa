import { Descriptions } from 'antd';
import type { ReactNode } from 'react';

import { Mark } from '../parts/Mark';
import { type Word, useBoth, useWords } from '../words';
import type { Checked, Item, ModelCard } from './types';

export function Marks({ model }: { model: Pick<ModelCard, 'object' | 'duty' | 'grade' | 'severity' | 'status' | 'origin'> }) {
  const t = useWords();

  return (
    <>
      <Mark tone="info">{t('mark.object', { object: t(`object.${model.object}` as Word) })}</Mark>
      <Mark>{t('mark.duty', { duty: t(`duty.${model.duty}` as Word) })}</Mark>
      <Mark>{t('models.grade', { grade: model.grade })}</Mark>
      <Mark>{t('mark.severity', { severity: t(`severity.${model.severity}` as Word) })}</Mark>
      {model.status === 'draft-law' && <Mark tone="alert">{t('models.draft')}</Mark>}
      {model.origin !== 'program' && <Mark tone="alert">{t(`origin.${model.origin}`)}</Mark>}
    </>
  );
}

function Basis({ model }: { model: ModelCard }) {
  const t = useWords();

  return (
    <ul className="plain-list">
      {model.basis.map((b) => (
        <li key={`${b.law}${b.number}${b.article}`}>
          <div>
            {b.law}（{b.number}）<strong>{b.article}</strong> <Mark>{t('mark.duty', { duty: t(`duty.${b.duty}` as Word) })}</Mark>
            <span className="quiet">{t(b.until ? 'models.law.span' : 'models.law.since', { from: b.from, until: b.until ?? '' })}</span>{' '}
            {!b.at_hand && <Mark tone="alert">{t('models.draft')}</Mark>}
          </div>
          {b.words && <blockquote>{b.words}</blockquote>}
        </li>
      ))}
    </ul>
  );
}

/* What it reads, and which of that is not there: missing stops it, absent makes leads weaker. */
function Data({ model, checked }: { model: ModelCard; checked: Checked | undefined }) {
  const t = useWords();
  const both = useBoth();
  const missing = new Set(checked?.missing);
  const absent = new Set(checked?.absent);

  return (
    <ul className="plain-list">
      {model.data.map((d) => {
        const name = d.finding ? `finding:${d.id}` : d.id;
        const isGone = (column: string, list: Set<string>) => list.has(name) || list.has(`${name}.${column}`);
        return (
          <li key={name}>
            <strong>{both(d)}</strong>{' '}
            {d.finding && <span className="quiet">{t('models.finding')}</span>}
            {d.linked && <span className="quiet">{t('models.linked')}</span>}
            {missing.has(name) && <Mark tone="alert">{t(d.finding ? 'models.finding.none' : 'pool.empty')}</Mark>}
            <div>
              {t('models.needed')}
              {d.columns.map((c) => (
                <Mark key={c.id} tone={isGone(c.id, missing) ? 'alert' : 'good'}>
                  {isGone(c.id, missing) ? '✕ ' : '✓ '}
                  {both(c)}
                </Mark>
              ))}
              {d.columns.length === 0 && <span className="quiet">{t('models.needed.none')}</span>}
            </div>
            {d.optional.length > 0 && (
              <div>
                {t('models.optional')}
                {d.optional.map((c) => (
                  <Mark key={c.id} tone={isGone(c.id, absent) || missing.has(name) ? 'plain' : 'good'}>
                    {isGone(c.id, absent) || missing.has(name) ? '– ' : '✓ '}
                    {both(c)}
                  </Mark>
                ))}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Items({ list }: { list: Item[] }) {
  const both = useBoth();

  return (
    <ul className="plain-list">
      {list.map((item) => (
        <li key={item.id}>
          {item.grade && <Mark>{item.grade}</Mark>}
          {both(item.words)}
        </li>
      ))}
    </ul>
  );
}

/* Everything that the file says of itself. */
export function Facts({ model, checked }: { model: ModelCard; checked: Checked | undefined }) {
  const t = useWords();
  const both = useBoth();
  const lists = ['conditions', 'exclusions', 'rules', 'questions', 'verify'] as const;
  const rows: [Word, ReactNode][] = [
    ['models.purpose', both(model.purpose)],
    ['models.basis', <Basis key="b" model={model} />],
    ['models.data', <Data key="d" model={model} checked={checked} />],
    ['models.exits', model.exits.map((e) => <Mark key={e}>{t(`exit.${e}` as Word)}</Mark>)],
    ...lists.filter((l) => model[l].length > 0).map((l): [Word, ReactNode] => [`models.${l}`, <Items key={l} list={model[l]} />]),
    ['models.next', both(model.next)],
    [
      'models.sql',
      <details key="s">
        <summary>{t('models.sql.open')}</summary>
        <pre className="code" tabIndex={0}>
          {model.sql}
        </pre>
      </details>,
    ],
  ];

  return <Descriptions bordered size="small" column={1} className="model-facts" items={rows.map(([word, children]) => ({ key: word, label: t(word), children }))} />;
}
