/* antd makes its styles in the browser, component by component, as they are first drawn: a fifth of what a first picture
 * costs. Here they are made once, when the page is built, for every component that a file of the page imports. The page
 * finds them listed in the file (extractStyle writes where they belong) and makes only what is not there. */
import { StyleProvider, createCache, extractStyle } from '@ant-design/cssinjs';
import * as antd from 'antd';
import { type ComponentType, type ReactNode, createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';

import { theme } from './src/app/theme.ts';

type Component = ComponentType<{ children?: ReactNode }>;
type Cache = ReturnType<typeof createCache>;

const all = antd as unknown as Record<string, Component & Record<string, Component>>;

/* Some want a child, some may have none. */
function draw(cache: Cache, component: Component): boolean {
  return [undefined, createElement('i')].some((child) => {
    try {
      renderToString(createElement(StyleProvider, { cache }, createElement(antd.ConfigProvider, { theme }, createElement(component, {}, child))));
      return true;
    } catch {
      return false;
    }
  });
}

function stylesOf(names: Iterable<string>): string {
  const cache = createCache();

  for (const name of [...names].sort()) {
    const [main = '', part] = name.split('.');
    const component = part ? all[main]?.[part] : all[main];
    if (component && !draw(cache, component)) throw new Error(`antd's ${name} cannot be drawn by itself: no styles`);
  }
  return extractStyle(cache, { plain: true, types: 'style' });
}

export function antdStyles(): Plugin {
  const names = new Set<string>();
  let file = '';

  return {
    name: 'antd-styles',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/[\\/]src[\\/].*\.tsx?$/.test(id)) return;
      for (const [, list = ''] of code.matchAll(/import \{([^}]*)\} from 'antd'/g)) {
        for (const one of list.split(',')) {
          const name = one.trim().split(' ')[0] ?? '';
          if (!/^[A-Z]/.test(name)) continue; // `type X`
          names.add(name);
          for (const [, part = ''] of code.matchAll(new RegExp(`<${name}\\.(\\w+)`, 'g'))) names.add(`${name}.${part}`);
        }
      }
    },
    generateBundle() {
      file = this.getFileName(this.emitFile({ type: 'asset', name: 'antd.css', source: stylesOf(names) }));
    },
    transformIndexHtml: {
      order: 'post',
      // Before the page's own, which may say otherwise.
      handler: (html) => html.replace(/(?=<link rel="stylesheet")/, `<link rel="stylesheet" crossorigin href="/${file}">\n    `),
    },
  };
}
