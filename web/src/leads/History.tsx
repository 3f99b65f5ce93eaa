import { type Word, useWords } from '../words';
import type { Step } from './types';

/* Who did what with a lead, also what was taken back. */
export function History({ steps }: { steps: Step[] }) {
  const t = useWords();
  const said = (field: string, value: string): string => {
    if (field === 'state') return t(`lead.${value}` as Word);
    if (field === 'measure') return t(`exit.${value}` as Word);
    return value;
  };

  if (steps.length === 0) return <p className="quiet hint">{t('history.none')}</p>;
  return (
    <ol className="plain-list">
      {steps.map((step) => (
        <li key={step.step}>
          <span className="number quiet">{step.at}</span> <strong>{step.who}</strong>{' '}
          <span className={step.undone_at ? 'undone' : ''}>
            {Object.entries(step.said)
              .map(([field, value]) => `${t(`field.${field}` as Word)} ${said(field, value)}`)
              .join(t('list.comma'))}
          </span>{' '}
          {step.undone_at && <span className="quiet">{t('history.undone', { who: step.undone_by ?? '', at: step.undone_at })}</span>}
        </li>
      ))}
    </ol>
  );
}
