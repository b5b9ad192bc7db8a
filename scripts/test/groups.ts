/**
 * Which test file belongs to which group of `npm test`. A file that no group claims lands in the
 * last one, so that none is ever forgotten.
 */

/** Tests that need nothing at all; `npm run verify` runs them too (`vitest.pure.config.ts`). */
const pureFolders = ['src/core', 'scripts', 'tests/docs', 'console'] as const
export const pureTests = pureFolders.map((folder) => `${folder}/**/*.test.ts`)

/** What this machine must have, besides what `npm ci` brings everywhere: see `prerequisites.ts`. */
export type Prerequisite = 'database' | 'chromium'

export type TestGroup = {
  readonly name: string
  readonly folders: readonly string[]
  readonly config: string
  /** A group that needs something is bound to its environment and says whether it ran. */
  readonly needs: readonly Prerequisite[]
  /** Files at once, where it is another number than the config's. */
  readonly workers?: number
  /** Against a run that hangs; several times what an idle machine with two cores needs. */
  readonly limitMs: number
}

const minuteMs = 60_000
const onDatabase = { config: 'vitest.config.ts', needs: ['database'] } as const

/** In the order in which they run: the quick ones first. The last takes what is left. */
export const testGroups: readonly TestGroup[] = [
  {
    name: 'pure',
    folders: pureFolders,
    config: 'vitest.pure.config.ts',
    needs: [],
    limitMs: minuteMs,
  },
  {
    name: 'platforms',
    folders: [
      'src/platforms',
      'simulators',
      'tests/platforms',
      'tests/simulators',
      'tests/conformance',
    ],
    limitMs: 12 * minuteMs,
    ...onDatabase,
  },
  {
    name: 'store',
    folders: ['src/store', 'src/work', 'tests/store', 'tests/work', 'tests/launcher'],
    limitMs: 10 * minuteMs,
    ...onDatabase,
  },
  { name: 'scenarios', folders: ['tests/scenarios'], limitMs: 12 * minuteMs, ...onDatabase },
  { name: 'reconcile', folders: ['tests/reconcile'], limitMs: 15 * minuteMs, ...onDatabase },
  { name: 'crash', folders: ['tests/crash'], limitMs: 15 * minuteMs, ...onDatabase },
  // A demo gives itself a time, which another one beside it would take.
  { name: 'demo', folders: ['tests/demo'], workers: 1, limitMs: 15 * minuteMs, ...onDatabase },
  { name: 'simulation', folders: ['tests/simulation'], limitMs: 20 * minuteMs, ...onDatabase },
  {
    name: 'browser',
    folders: ['tests/browser'],
    config: 'vitest.browser.config.ts',
    needs: ['database', 'chromium'],
    limitMs: 12 * minuteMs,
  },
  { name: 'all others', folders: [''], limitMs: 10 * minuteMs, ...onDatabase },
]

export type GroupFiles = { readonly group: TestGroup; readonly files: readonly string[] }

/** Hands every test file to exactly one group; groups without a file are left out. */
export function groupTestFiles(paths: readonly string[]): GroupFiles[] {
  const claim = (path: string) => testGroups.find((group) => holds(group, path))
  return testGroups
    .map((group) => ({ group, files: paths.filter((path) => claim(path) === group) }))
    .filter(({ files }) => files.length > 0)
}

function holds(group: TestGroup, path: string): boolean {
  return group.folders.some((folder) => folder === '' || path.startsWith(`${folder}/`))
}
