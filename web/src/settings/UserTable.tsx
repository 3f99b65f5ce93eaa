import { Button, Popconfirm, Select, Space, Table, Tooltip } from 'antd';

import { Mark } from '../parts/Mark';
import { useWords } from '../words';
import { type Role, type User, roles } from './types';

function State({ user }: { user: User }) {
  const t = useWords();

  if (user.locked) return <Mark tone="alert">{t('users.state.locked')}</Mark>;
  if (user.wait_s > 0) return <Mark tone="alert">{t('users.state.wait', { n: Math.ceil(user.wait_s / 60) })}</Mark>;
  return <Mark tone="good">{t('users.state.open')}</Mark>;
}

interface Props {
  users: User[];
  me: string;
  change: (verb: string, name: string, body?: object) => void;
  onPassword: (name: string) => void;
}

export function UserTable({ users, me, change, onPassword }: Props) {
  const t = useWords();
  const admins = users.filter((u) => u.role === 'admin' && !u.locked);
  const isLast = (u: User): boolean => admins.length === 1 && admins[0] === u;

  return (
    <Table<User>
      size="small"
      rowKey="name"
      dataSource={users}
      pagination={users.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      columns={[
        { title: t('login.name'), render: (_, u) => (u.name === me ? t('users.me', { name: u.name }) : u.name), ellipsis: true },
        {
          title: t('settings.role'),
          width: 170,
          render: (_, u) => (
            <Tooltip title={isLast(u) ? t('users.last') : undefined}>
              <Select<Role>
                aria-label={t('users.role.of', { name: u.name })}
                value={u.role}
                disabled={isLast(u)}
                onChange={(role) => change('role', u.name, { role })}
                options={roles.map((r) => ({ value: r, label: t(`role.${r}`) }))}
                style={{ width: 140 }}
              />
            </Tooltip>
          ),
        },
        { title: t('users.state'), width: 240, render: (_, u) => <State user={u} /> },
        {
          title: t('users.actions'),
          width: 330,
          render: (_, u) => (
            <Space wrap size={6}>
              <Button size="small" onClick={() => onPassword(u.name)}>
                {t('users.reset')}
              </Button>
              {u.locked || u.wait_s > 0 ? (
                <Button size="small" onClick={() => change('unlock', u.name)}>
                  {t(u.locked ? 'users.unlock' : 'users.forgive')}
                </Button>
              ) : (
                <Button size="small" disabled={isLast(u)} onClick={() => change('lock', u.name)}>
                  {t('users.lock')}
                </Button>
              )}
              <Popconfirm title={t('users.remove.sure', { name: u.name })} okText={t('users.remove')} cancelText={t('cancel')} onConfirm={() => change('remove', u.name)}>
                <Button size="small" danger disabled={isLast(u)}>
                  {t('users.remove')}
                </Button>
              </Popconfirm>
            </Space>
          ),
        },
      ]}
    />
  );
}
