/** Builds the console into console/dist, which the server serves: `npm run build`. */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  cacheDir: path.join(import.meta.dirname, '../node_modules/.cache/vite-console'),
  plugins: [react()],
  build: {
    outDir: process.env.CROSSDOCK_CONSOLE_OUT ?? path.join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    // The policy of the pages allows no inline script, style or data address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 700,
  },
})
