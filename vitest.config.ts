import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'simulators/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Most tests wait for a process, a poll or a moment: two cores carry three of them.
    maxWorkers: 3,
    // A worker loads the sources once and not for each file: no test may leave anything in them.
    isolate: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
})
