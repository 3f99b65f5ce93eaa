import {
  AccountBookOutlined,
  AlertOutlined,
  ApartmentOutlined,
  BankOutlined,
  BarChartOutlined,
  DatabaseOutlined,
  FileSearchOutlined,
  FundOutlined,
  HomeOutlined,
  LogoutOutlined,
  ProfileOutlined,
  SettingOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Alert, App as AntApp, Button, ConfigProvider, Layout, Menu, Segmented } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ComponentType, type ReactNode, Suspense, lazy, useEffect, useSyncExternalStore } from 'react';

import { CallError, type Session, logOut, remember } from '../api/client';
import { connectionIsLost, listen, onJobs } from '../api/events';
import { useCall } from '../api/useCall';
import { nonce } from '../nonce';
import { Jobs } from '../parts/Jobs';
import { type Language, type Word, useWords } from '../words';
import { go, useRoute } from './route';
import { SessionContext, useSession } from './session';
import { change, useSettings } from './settings';
import { theme } from './theme';
import { readyViews, views } from './views';

interface Page {
  id: string;
  word: Word;
  icon: ReactNode;
  view: ComponentType<{ caseName: string }>;
}

const pages: Page[] = [
  { id: 'overview', word: 'page.overview', icon: <HomeOutlined />, view: lazy(views.overview) },
  { id: 'entries', word: 'page.entries', icon: <AccountBookOutlined />, view: lazy(views.entries) },
  { id: 'graph', word: 'page.graph', icon: <ApartmentOutlined />, view: lazy(views.graph) },
  { id: 'trace', word: 'page.trace', icon: <FundOutlined />, view: lazy(views.trace) },
  { id: 'proxies', word: 'page.proxies', icon: <TeamOutlined />, view: lazy(views.proxies) },
  { id: 'clues', word: 'page.clues', icon: <BankOutlined />, view: lazy(views.clues) },
  { id: 'inquiries', word: 'page.inquiries', icon: <FileSearchOutlined />, view: lazy(views.inquiries) },
  { id: 'pools', word: 'page.pools', icon: <DatabaseOutlined />, view: lazy(views.pools) },
  { id: 'models', word: 'page.models', icon: <ProfileOutlined />, view: lazy(views.models) },
  { id: 'leads', word: 'page.leads', icon: <AlertOutlined />, view: lazy(views.leads) },
  { id: 'stats', word: 'page.stats', icon: <BarChartOutlined />, view: lazy(views.stats) },
  { id: 'settings', word: 'page.settings', icon: <SettingOutlined />, view: lazy(views.settings) },
];
const Login = lazy(() => import('../pages/Login'));
const Home: Page['view'] = lazy(views.home);

/* Who is logged in, and the way out; nothing where the server has no users. */
function User() {
  const t = useWords();
  const { data } = useSession();

  if (!data?.user) return null;
  return (
    <>
      <span>{data.user}</span>
      <Button
        type="text"
        icon={<LogoutOutlined />}
        onClick={() => void logOut().finally(() => window.location.reload())}
      >
        {t('login.leave')}
      </Button>
    </>
  );
}

function Switches() {
  const { lang, inWan } = useSettings();
  const t = useWords();

  return (
    <div className="no-print" style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
      <Segmented
        aria-label={t('money.unit')}
        value={inWan ? 'wan' : 'yuan'}
        onChange={(value) => change({ inWan: value === 'wan' })}
        options={[
          { value: 'yuan', label: t('money.yuan') },
          { value: 'wan', label: t('money.wan') },
        ]}
      />
      <Segmented
        aria-label={t('language')}
        value={lang}
        onChange={(value) => change({ lang: value as Language })}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  );
}

interface ShellProps {
  children: ReactNode;
  caseName: string | undefined;
  page: string;
}

function Shell({ children, caseName, page }: ShellProps) {
  const t = useWords();
  const { lang } = useSettings();
  const isLost = useSyncExternalStore(onJobs, connectionIsLost);

  useEffect(() => listen(caseName), [caseName]);
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip" href="#content">
        {t('skip.menu')}
      </a>
      <Layout.Header
        style={{ display: 'flex', alignItems: 'center', gap: 16, paddingInline: 20, borderBottom: '1px solid #e4e7ec' }}
      >
        <Button type="text" onClick={() => go(undefined, 'home')} icon={<SolutionOutlined />}>
          <strong>{t('app.name')}</strong>
        </Button>
        <span style={{ flex: 1, fontSize: 16, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {caseName ?? ''}
        </span>
        <Jobs />
        <Switches />
        <User />
      </Layout.Header>
      <Layout style={{ minHeight: 'calc(100vh - 64px)' }}>
        {caseName && (
          <Layout.Sider className="no-print" width={lang === 'en' ? 212 : 168} breakpoint="lg" collapsedWidth={56} style={{ borderRight: '1px solid #e4e7ec' }}>
            <nav aria-label={t('menu.label')}>
              <Menu
                mode="inline"
                selectedKeys={[page]}
                onClick={({ key }) => go(caseName, key)}
                items={pages.map((p) => ({ key: p.id, icon: p.icon, label: t(p.word) }))}
                style={{ borderInlineEnd: 0 }}
              />
            </nav>
          </Layout.Sider>
        )}
        <Layout.Content id="content" tabIndex={-1} style={{ padding: 20, minWidth: 0 }}>
          {isLost && <Alert type="warning" showIcon banner title={t('lost.connection')} style={{ marginBottom: 12 }} />}
          <Suspense fallback={<div aria-busy="true">{t('loading')}</div>}>{children}</Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

export function App() {
  const { lang } = useSettings();
  const route = useRoute();
  const t = useWords();
  const page = pages.find((p) => p.id === route.page) ?? pages[0]!;
  const View = route.caseName ? (readyViews.get(page.id) ?? page.view) : (readyViews.get('home') ?? Home);
  const session = useCall<Session>('session');
  // The server has users, and nobody is logged in.
  const isLocked = session.error instanceof CallError && session.error.kind === 'login';

  useEffect(() => {
    if (session.data) remember(session.data);
  }, [session.data]);
  useEffect(() => {
    document.title = route.caseName ? `${t(page.word)} · ${route.caseName} · ${t('app.name')}` : t('app.name');
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [route.caseName, page, lang, t]);

  return (
    <ConfigProvider locale={lang === 'en' ? enUS : zhCN} theme={theme} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      <AntApp>
        {isLocked ? (
          <Suspense fallback={null}>
            <header style={{ display: 'flex', justifyContent: 'flex-end', padding: 16 }}>
              <Switches />
            </header>
            <Login />
          </Suspense>
        ) : (
          <SessionContext value={session}>
            <Shell caseName={route.caseName} page={page.id}>
              <View key={route.caseName} caseName={route.caseName ?? ''} />
            </Shell>
          </SessionContext>
        )}
      </AntApp>
    </ConfigProvider>
  );
}
