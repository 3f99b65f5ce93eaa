/* What the opened page will ask and show, on its way while the libraries are read. */
import { casePath, url } from '../api/address';
import { askEarly } from '../api/early';
import { wishOf } from '../parts/entriesWish';
import { BLOCK } from '../grid/block';
import { currentRoute } from './route';
import './settings'; // the language
import { prepareView } from './views';

const PATIENCE_MS = 300;

const questions: Partial<Record<string, (caseName: string, params: URLSearchParams) => string[]>> = {
  overview: (name) => [['quality'], ['case'], ['sources', 'list'], ['titles', 'list']].map((words) => url(casePath(name, ...words))),
  entries: (name, params) => {
    const path = casePath(name, 'entries');
    const wish = wishOf(params);
    return [url(path, { ...wish, limit: 0 }), url(path, { ...wish, offset: 0, limit: BLOCK }), url(casePath(name, 'accounts'))];
  },
  home: () => [url('cases')],
};

function ask(): Promise<unknown>[] {
  const { caseName, page, params } = currentRoute();

  return [url('session'), ...(questions[page]?.(caseName ?? '', params) ?? [])].map(askEarly);
}

/* The page is drawn once when its answers are there, and not first empty; but nobody waits for them long. */
const answers = Promise.race([Promise.all(ask()), new Promise((late) => setTimeout(late, PATIENCE_MS))]);
/* Settled when its code is there, or not to be had: then the page itself tells. */
const code = prepareView(currentRoute().page).catch(() => undefined);
export const opened = Promise.all([code, answers]);
