import { Alert, App } from 'antd';
import { useState } from 'react';

import { type Session, tell } from '../api/client';
import { useCall } from '../api/useCall';
import { Answer } from '../parts/Answer';
import { Panel } from '../parts/Panel';
import { useWords } from '../words';
import { NewPassword } from './NewPassword';
import { NewUser } from './NewUser';
import { OwnPassword } from './OwnPassword';
import { UserTable } from './UserTable';
import type { UserList } from './types';

/* On one's own computer nobody logs in: that is said, and how an office gets users. */
function NoUsers({ folder }: { folder: string }) {
  const t = useWords();

  return (
    <Panel title={t('users.title')}>
      <Alert type="info" showIcon title={t('users.none')} description={t('users.none.why')} />
      <p>{t('users.none.how')}</p>
      <ol className="texts">
        <li>
          {t('users.none.add')} <pre className="code">{`suyuan users ${folder} add ${t('users.none.name')} --role admin`}</pre>
        </li>
        <li>
          {t('users.none.serve')} <pre className="code">{`suyuan serve --cases ${folder} --tls server.crt --key server.key`}</pre>
        </li>
      </ol>
      <p className="note">{t('users.none.beyond')}</p>
    </Panel>
  );
}

function Change({ list, me }: { list: UserList; me: string }) {
  const t = useWords();
  const { message } = App.useApp();
  const [changed, setChanged] = useState<UserList>();
  const [resetting, setResetting] = useState<string>();

  async function change(verb: string, name: string, body: object = {}): Promise<boolean> {
    try {
      setChanged(await tell<UserList>(['users', verb, name], body));
      void message.success(t('users.done', { name }));
      return true;
    } catch (failure) {
      void message.error((failure as Error).message, 8);
      return false;
    }
  }

  return (
    <>
      <Panel title={t('users.title')}>
        <p className="note hint">{t('users.hint')}</p>
        <UserTable users={(changed ?? list).users} me={me} change={(...said) => void change(...said)} onPassword={setResetting} />
      </Panel>
      <Panel title={t('users.new.title')}>
        <NewUser add={(name, body) => change('add', name, body)} />
      </Panel>
      <NewPassword name={resetting} save={(password) => change('password', resetting ?? '', { password })} onClose={() => setResetting(undefined)} />
    </>
  );
}

export function Users({ session }: { session: Session }) {
  const isAdmin = session.role === 'admin';
  const call = useCall<UserList>(isAdmin ? 'users' : undefined);

  if (!isAdmin) return <OwnPassword />;
  return (
    <Answer call={call}>
      {(list) =>
        list.has_users ? (
          <>
            <OwnPassword />
            <Change list={list} me={session.user} />
          </>
        ) : (
          <NoUsers folder={list.folder ?? ''} />
        )
      }
    </Answer>
  );
}
