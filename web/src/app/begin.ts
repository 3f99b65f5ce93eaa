/* What the opened page will ask and show, on its way while the libraries are read. */
import { casePath, url } from '../api/address';
import { askEarly } from '../api/early';
import { wishOf } from '../parts/entriesWish';
import { BLOCK } from '../grid/block';
import { currentRoute } from './route';
import './settings'; // the language
import { prepareView } from './views';

const questions: Partial<Record<string, (caseName: string, params: URLSearchParams) => string[]>> = {
  overview: (name) => [url(casePath(name, 'quality')), url(casePath(name, 'case'))],
  entries: (name, params) => {
    const path = casePath(name, 'entries');
    const wish = wishOf(params);
    return [url(path, { ...wish, limit: 0 }), url(path, { ...wish, offset: 0, limit: BLOCK }), url(casePath(name, 'accounts'))];
  },
};

function ask(): void {
  const { caseName, page, params } = currentRoute();

  askEarly(url('session'));
  if (caseName) questions[page]?.(caseName, params).forEach(askEarly);
}

ask();
/* Settled when its code is there, or not to be had: then the page itself tells. */
export const opened = prepareView(currentRoute().page).catch(() => undefined);
