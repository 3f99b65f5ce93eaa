import { Button, Drawer } from 'antd';
import { useState } from 'react';

import { casePath } from '../api/client';
import { useCall } from '../api/useCall';
import { setParams } from '../app/route';
import { useParam } from '../app/useParam';
import { Answer } from '../parts/Answer';
import { Money } from '../parts/Money';
import { Original } from '../parts/Original';
import { fileName, placeOf } from '../parts/place';
import { type Word, useBoth, useWords } from '../words';
import type { KeyCase, KeyReason, KeyRow } from './types';

const NAMED = 'named';

/* Why a case is on the list: all of it, or one reason. */
export const openWhy = (one: KeyCase, reason?: string): void => setParams({ why: one.case, reason });
export const openDocument = (one: KeyCase): void => openWhy(one, NAMED);
export const openLeads = (one: KeyCase): void => setParams({ view: undefined, page: undefined, why: undefined, reason: undefined, case: one.case });

/* Rows of registers; each opens as it is in the file that came. */
function Places({ caseName, rows }: { caseName: string; rows: KeyRow[] }) {
  const t = useWords();
  const both = useBoth();
  const [opened, setOpened] = useState<string>();
  const place = (r: KeyRow) => placeOf(t, fileName(r.path), r);

  return (
    <ul className="plain-list">
      {rows.map((r) => (
        <li key={r.id}>
          {both({ zh: r.name, en: r.name_en })}{' '}
          <Button type="link" size="small" className="inline wrap small" aria-expanded={opened === r.id} onClick={() => setOpened(opened === r.id ? undefined : r.id)}>
            {place(r)}
          </Button>
          {opened === r.id && <Original caseName={caseName} id={r.id} place={place(r)} />}
        </li>
      ))}
    </ul>
  );
}

/* What a reason says, in a few words. */
export function ReasonWords({ reason: r }: { reason: KeyReason }) {
  const t = useWords();
  return (
    <>
      {t(`key.reason.${r.condition}` as Word)} {r.amount ? <Money yuan={r.amount} /> : (r.value ?? r.count ?? '')} +{r.points}
    </>
  );
}

function Whole({ caseName, one, only }: { caseName: string; one: KeyCase; only: string | undefined }) {
  const t = useWords();

  return (
    <div className="stack">
      {one.named && (!only || only === NAMED) && (
        <section>
          <h3 className="part-title">
            {one.named.issuer} {one.named.document}
          </h3>
          <p className="quiet hint">{t('key.rests.document')}</p>
          <Places caseName={caseName} rows={one.named.rows ?? []} />
        </section>
      )}
      {one.added && !only && (
        <section>
          <h3 className="part-title">{t('key.added')}</h3>
          <p className="quiet hint">{t('key.rests.hand')}</p>
        </section>
      )}
      {one.reasons
        .filter((r) => !only || r.condition === only)
        .map((r) => (
          <section key={r.condition}>
            <h3 className="part-title">
              <ReasonWords reason={r} />
            </h3>
            {r.rests_on === 'leads' ? (
              <p className="quiet hint">
                {t('key.rests.leads')}{' '}
                <Button type="link" size="small" className="inline" onClick={() => openLeads(one)}>
                  {t('group.open')}
                </Button>
              </p>
            ) : (
              <Places caseName={caseName} rows={r.rows ?? []} />
            )}
          </section>
        ))}
      {only && (
        <Button type="link" className="inline" onClick={() => openWhy(one)}>
          {t('key.why.all', { n: one.points })}
        </Button>
      )}
    </div>
  );
}

/* The rows behind the points of a case, reason by reason. */
export function KeyWhy({ caseName }: { caseName: string }) {
  const t = useWords();
  const [why] = useParam('why');
  const [only] = useParam('reason');
  const call = useCall<{ cases: KeyCase[] }>(why ? casePath(caseName, 'key-cases', 'show', why) : undefined);

  return (
    <Drawer open={why !== undefined} size={820} title={t('key.why.title', { case: why ?? '' })} onClose={() => setParams({ why: undefined, reason: undefined })}>
      {why && <Answer call={call}>{({ cases }) => cases[0] && <Whole key={`${why} ${only ?? ''}`} caseName={caseName} one={cases[0]} only={only} />}</Answer>}
    </Drawer>
  );
}
