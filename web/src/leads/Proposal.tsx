import { Alert, App, Button, Space } from 'antd';
import { useState } from 'react';

import { casePath, post } from '../api/client';
import { useSession } from '../app/session';
import { when } from '../parts/when';
import { useWords } from '../words';
import { wordsOfStep } from './History';
import type { FullLead } from './types';

/* What somebody has proposed, for somebody else to confirm. */
export function Proposal({ caseName, lead }: { caseName: string; lead: FullLead }) {
  const t = useWords();
  const { message } = App.useApp();
  const session = useSession();
  const [isBusy, setBusy] = useState(false);
  const { proposed } = lead;

  async function tell(verb: 'confirm' | 'withdraw', done: string): Promise<void> {
    setBusy(true);
    try {
      await post(casePath(caseName, 'lead', verb, lead.id));
      void message.success(done);
    } catch (failure) {
      void message.error((failure as Error).message, 8);
    }
    setBusy(false);
  }

  if (!proposed) return null;
  const isOwn = session.data?.user === proposed.who;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('proposal.waits', { who: proposed.who, at: when(proposed.at) })}
      description={
        <div className="stack">
          <span className="any">{wordsOfStep(t, proposed.said)}</span>
          {isOwn && <span>{t('proposal.own')}</span>}
          <Space wrap className="no-print">
            <Button type="primary" disabled={isOwn} loading={isBusy} onClick={() => void tell('confirm', t('proposal.confirmed'))}>
              {t('proposal.confirm')}
            </Button>
            <Button loading={isBusy} onClick={() => void tell('withdraw', t('proposal.withdrawn'))}>
              {t(isOwn ? 'proposal.withdraw' : 'proposal.reject')}
            </Button>
          </Space>
        </div>
      }
    />
  );
}
