import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// What the server's Content-Security-Policy allows: no inlined assets, no inline scripts.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
});
