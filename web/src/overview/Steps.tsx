import { Button } from 'antd';

import { Panel } from '../parts/Panel';
import { type Word, useWords } from '../words';

export interface Step {
  word: Word;
  isDone: boolean;
  act?: () => void;
}

/* What to do next in a case that has only begun. */
export function Steps({ steps }: { steps: Step[] }) {
  const t = useWords();

  return (
    <Panel title={t('steps.title')}>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.word}>
            <span aria-hidden="true">{step.isDone ? '✓' : '○'}</span>
            <span>
              {t(step.word)} {step.isDone && <span className="quiet">{t('steps.done')}</span>}
            </span>
            {!step.isDone && step.act && (
              <Button size="small" onClick={step.act}>
                {t(`${step.word}.do` as Word)}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
