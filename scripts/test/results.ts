/**
 * Judges what vitest's JSON reporter says about one group. Strict: a file that was to run and did
 * not, a file that could not be loaded, or a run that ended badly is a failure of its own.
 */

/** The part of vitest's JSON report (vitest 5) that is read here. */
export type VitestReport = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

export type GroupResult = {
  readonly passed: number
  readonly failed: number
  /** What failed beyond single tests; vitest itself prints the failures of tests. */
  readonly troubles: readonly string[]
  /** Titles of tests that switched themselves off. */
  readonly skipped: readonly string[]
}

export type GroupRun = {
  /** Null when vitest left no report. */
  readonly report: VitestReport | null
  readonly endedWell: boolean
  /** The files that were to run, from the root folder. */
  readonly files: readonly string[]
}

export function judgeGroup(run: GroupRun): GroupResult {
  if (run.report === null) {
    return { passed: 0, failed: 1, troubles: ['vitest left no report'], skipped: [] }
  }
  const results = run.report.testResults
  const tests = results.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const failedTests = tests.filter((test) => test.status === 'failed').length
  const troubles = [
    ...run.files
      .filter((file) => !results.some((result) => result.name.endsWith(`/${file}`)))
      .map((file) => `${file}: vitest did not run it`),
    ...results
      .filter((file) => file.status === 'failed' && !hasFailedTest(file.assertionResults))
      .map((file) => `${file.name}: failed outside its tests`),
    ...results
      .filter((file) => file.status !== 'failed' && file.assertionResults.length === 0)
      .map((file) => `${file.name}: holds no test`),
  ]
  if (!run.endedWell && failedTests + troubles.length === 0) {
    troubles.push('vitest ended badly though every test passed: read its output above')
  }
  return { passed, failed: failedTests + troubles.length, troubles, skipped: skippedOf(tests) }
}

function hasFailedTest(tests: readonly { readonly status: string }[]): boolean {
  return tests.some((test) => test.status === 'failed')
}

function skippedOf(tests: readonly { fullName: string; status: string }[]): string[] {
  return tests
    .filter((test) => test.status !== 'passed' && test.status !== 'failed')
    .map((test) => test.fullName)
}
