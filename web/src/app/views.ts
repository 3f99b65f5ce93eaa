import type { ComponentType } from 'react';

/* The code of each page, loaded when it is opened. */
export const views = {
  overview: () => import('../pages/Overview'),
  entries: () => import('../pages/Entries'),
  graph: () => import('../graph/OpenBoard'),
  trace: () => import('../pages/Trace'),
  proxies: () => import('../pages/Proxies'),
  clues: () => import('../pages/Clues'),
  inquiries: () => import('../pages/Inquiries'),
  pools: () => import('../pages/Pools'),
  models: () => import('../pages/Models'),
  leads: () => import('../pages/Leads'),
  stats: () => import('../pages/Stats'),
  settings: () => import('../pages/Settings'),
  home: () => import('../pages/Home'),
};

type ViewName = keyof typeof views;

/* Pages whose code is there: shown at once. React shows an empty page for any other, and then
 * nothing new for 300 ms. */
export const readyViews = new Map<string, ComponentType<{ caseName: string }>>();

export async function prepareView(name: string): Promise<void> {
  if (name in views) readyViews.set(name, (await views[name as ViewName]()).default);
}
