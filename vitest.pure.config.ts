/** Tests that need nothing: no database, no network, no clock. `npm run verify` runs them. */
import { defineConfig } from 'vitest/config'
import { pureTests } from './scripts/test/groups.ts'

export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest-pure',
  test: { include: [...pureTests], passWithNoTests: false, isolate: false },
})
