import { App, Switch } from 'antd';
import { useState } from 'react';

import { type Session, casePath, post } from '../api/client';
import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { Panel } from '../parts/Panel';
import { when } from '../parts/when';
import { useWords } from '../words';

export interface Required {
  two_persons: boolean;
  who: string | null;
  at: string | null;
}

/* Whether moves that go out or end a lead need a second person: a setting of the case. */
export function TwoPersons({ caseName, session }: { caseName: string; session: Session }) {
  const t = useWords();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const call = useCall<Required>(casePath(caseName, 'lead', 'two-persons'));

  async function set(isOn: boolean): Promise<void> {
    setBusy(true);
    try {
      await post(casePath(caseName, 'lead', 'two-persons'), { require: isOn ? 'on' : 'off' });
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
    setBusy(false);
  }

  return (
    <Panel title={t('two.title')}>
      <p className="note hint">{t(session.user ? 'two.hint' : 'two.hint.alone')}</p>
      <Answer call={call}>
        {(r) => (
          <label>
            <Switch checked={r.two_persons} disabled={session.role !== 'admin'} loading={isBusy} onChange={(isOn) => void set(isOn)} aria-label={t('two.title')} />{' '}
            {t(r.two_persons ? 'two.on' : 'two.off')} {r.who && <span className="quiet">{t('two.since', { who: r.who, at: when(r.at ?? '') })}</span>}
          </label>
        )}
      </Answer>
    </Panel>
  );
}
