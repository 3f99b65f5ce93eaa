import { Segmented } from 'antd';

import type { Session } from '../api/client';
import { setParams, useRoute } from '../app/route';
import { useSession } from '../app/session';
import { Answer } from '../parts/Answer';
import { Panel } from '../parts/Panel';
import { RunLog } from '../parts/RunLog';
import { Exchange } from '../settings/Exchange';
import { Backup } from '../settings/Backup';
import { General } from '../settings/General';
import { Log } from '../settings/Log';
import { TwoPersons } from '../settings/TwoPersons';
import { Users } from '../settings/Users';
import { Verify } from '../settings/Verify';
import { useWords } from '../words';

const parts = ['general', 'exchange', 'users', 'log', 'check'] as const;
type Part = (typeof parts)[number];

function View({ part, caseName, session }: { part: Part; caseName: string; session: Session }) {
  const t = useWords();

  if (part === 'exchange') return <Exchange caseName={caseName} session={session} />;
  if (part === 'users') return <Users session={session} />;
  if (part === 'check')
    return (
      <>
        {session.role === 'admin' && <Backup caseName={caseName} />}
        <Verify caseName={caseName} />
      </>
    );
  if (part === 'general') return (
      <>
        <General session={session} />
        <TwoPersons caseName={caseName} session={session} />
      </>
    );
  return (
    <>
      <Log caseName={caseName} session={session} />
      <Panel title={t('log.title')}>
        <RunLog caseName={caseName} />
      </Panel>
    </>
  );
}

export default function SettingsPage({ caseName }: { caseName: string }) {
  const t = useWords();
  const session = useSession();
  const { params } = useRoute();
  const part = parts.find((p) => p === params.get('part')) ?? 'general';
  const label = (p: Part) => (p === 'users' && session.data && session.data.role !== 'admin' ? t('password.title') : t(`settings.part.${p}`));

  return (
    <div className="stack">
      <div className="page-head">
        <h1 className="page-title">{t('page.settings')}</h1>
        <Segmented<Part> aria-label={t('page.settings')} value={part} onChange={(value) => setParams({ part: value, page: undefined, of: undefined })} options={parts.map((p) => ({ value: p, label: label(p) }))} />
      </div>
      <Answer call={session}>{(s) => <View part={part} caseName={caseName} session={s} />}</Answer>
    </div>
  );
}
