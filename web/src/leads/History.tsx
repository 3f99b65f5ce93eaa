import { when } from '../parts/when';
import { type Word, type Words, useWords } from '../words';
import type { Step } from './types';

export function wordsOfStep(t: Words, said: Record<string, string>): string {
  const value = (field: string, text: string): string => {
    if (field === 'state') return t(`lead.${text}` as Word);
    if (field === 'measure') return t(`exit.${text}` as Word);
    return text;
  };
  return Object.entries(said)
    .map(([field, text]) => `${t(`field.${field}` as Word)} ${value(field, text)}`)
    .join(t('list.comma'));
}

/* Who did what with a lead, also what was taken back. The step whose word `said` holds has the id, so that a figure can lead to it. */
export function History({ steps, said, id }: { steps: Step[]; said?: string; id?: string }) {
  const t = useWords();
  const holds = said === undefined ? undefined : steps.findLast((s) => !s.undone_at && s.said[said] !== undefined);

  if (steps.length === 0) return <p className="quiet hint">{t('history.none')}</p>;
  return (
    <ol className="plain-list">
      {steps.map((step) => (
        <li key={step.step} {...(step === holds ? { id, tabIndex: -1 } : {})}>
          <span className="number quiet">{when(step.at)}</span> <strong>{step.who}</strong>{' '}
          <span className={step.undone_at ? 'undone' : ''}>
            {wordsOfStep(t, step.said)}
          </span>{' '}
          {step.undone_at && <span className="quiet">{t('history.undone', { who: step.undone_by ?? '', at: when(step.undone_at) })}</span>}
        </li>
      ))}
    </ol>
  );
}
