import { Fragment } from 'react';

import type { Entry } from '../api/types';
import { type Word, useWords } from '../words';
import { Money } from './Money';
import { Original } from './Original';
import { placeOf } from './place';
import { stated } from './when';
import './entry.css';

const shown = ['time', 'holder', 'account', 'amount', 'balance', 'other', 'other_account', 'other_bank', 'summary', 'note', 'merchant', 'serial', 'id'] as const;

/* What was read of one row of a statement, and beside it the row of the file that came. */
export function EntryDetails({ caseName, entry }: { caseName: string; entry: Entry }) {
  const t = useWords();
  const values: Record<(typeof shown)[number], string | null> = {
    ...entry,
    time: stated(entry.time),
    other: entry.other_name,
  };

  return (
    <div className="entry">
      <dl>
        {shown
          .filter((name) => values[name])
          .map((name) => (
            <Fragment key={name}>
              <dt>{t(`entry.${name}` as Word)}</dt>
              <dd>{name === 'amount' || name === 'balance' ? <Money yuan={values[name]} /> : values[name]}</dd>
            </Fragment>
          ))}
      </dl>
      <Original caseName={caseName} id={entry.id} place={placeOf(t, entry.file, entry)} />
    </div>
  );
}
