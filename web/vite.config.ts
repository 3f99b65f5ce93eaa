import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';

import { antdStyles } from './antdStyles.ts';

/* The first script asks the server its questions and then loads the page. What it loads is fetched and read
 * meanwhile: without a word of it in index.html it would only be asked for once the first script has run. */
function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const files = new Set<string>();
        const add = (name: string): void => {
          const chunk = chunks.find((c) => c.fileName === name);
          if (!chunk || chunk.isEntry || files.has(name)) return;
          files.add(name);
          chunk.imports.forEach(add);
        };
        add(chunks.find((c) => c.facadeModuleId?.endsWith('/src/app/start.tsx'))?.fileName ?? '');
        return [...files].map((name) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` }, injectTo: 'head' as const }));
      },
    },
  };
}

// What the server's Content-Security-Policy allows: no inlined assets, no inline scripts. Few files, since each costs the
// browser some milliseconds of its own; libraries in three, which are read side by side (docs/decisions/0046).
export default defineConfig({
  plugins: [react(), antdStyles(), preloadPage()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 3 },
            { name: 'react', test: /node_modules[\\/]react-dom/, priority: 2 },
            { name: 'parts-of-antd', test: /node_modules[\\/]@rc-component[\\/](?!picker)/, minShareCount: 2, priority: 2 },
            { name: 'antd', test: /node_modules[\\/](?!echarts|zrender|.*picker)/, minShareCount: 2, priority: 1 },
            { name: 'parts', test: /web[\\/]src/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
