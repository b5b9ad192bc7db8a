/** Builds the console into console/dist, which the server serves: `npm run build`. */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** What every page needs stands together; dialogs, the chart and the QR code come when they are asked for. */
const groups = [
  {
    name: 'libraries',
    test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack[\\/](?!react-virtual|virtual-core))/,
  },
  {
    name: 'frame',
    test: /console[\\/](api|frame[\\/](?!key-sheet)|words[\\/][^\\/]+$|parts[\\/](?!chart|confirm|sheet|reason-sheet|when-near))/,
  },
]

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
    // Few files for the first view: a browser fetches six at a time, and each small one waits for its turn.
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})
