/**
 * `npm test`: every test file of the checkout, group by group. `npm test -- <part of a path>` runs
 * the files whose path contains it; what begins with a dash goes on to vitest (`-t "B82"`).
 * A group that needs something of the machine says `ran` or `not run: why`; with CI set, what was
 * not run has failed. The last line is always `N passed, N failed`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { rootFolder, runPart } from './run-part.ts'
import { type GroupFiles, groupTestFiles } from './test/groups.ts'
import { missing, missingNode } from './test/prerequisites.ts'
import { type GroupResult, judgeGroup, type VitestReport } from './test/results.ts'
import { readSourcePaths } from './tidy/repository.ts'

const inCi = (process.env.CI ?? '') !== ''
const [filters, vitestFlags] = splitArguments(process.argv.slice(2))

const node = missingNode()
if (node === undefined) await runGroups()
else close(0, 1, node)

async function runGroups(): Promise<void> {
  const groups = groupTestFiles(await findTestFiles())
  if (groups.length === 0) return close(0, 1, `no test file matches ${filters.join(' ')}`)
  const results: GroupResult[] = []
  const environment: string[] = []
  for (const one of groups) {
    const lack = one.group.needs.map(missing).find((text) => text !== undefined)
    const result = lack === undefined ? await runGroup(one) : notRun(lack)
    results.push(result)
    for (const trouble of result.troubles) console.log(`${one.group.name}: ${trouble}`)
    if (one.group.needs.length > 0) environment.push(environmentLine(one.group.name, lack, result))
  }
  if (environment.length > 0) console.log(`\nBound to the environment:\n${environment.join('\n')}`)
  const passed = sum(results.map((result) => result.passed))
  const skipped = inCi && vitestFlags.length === 0 ? results.flatMap((one) => one.skipped) : []
  close(passed, sum(results.map((result) => result.failed)) + skipped.length)
}

async function findTestFiles(): Promise<string[]> {
  const sources = await readSourcePaths(rootFolder, [
    'src',
    'simulators',
    'tests',
    'scripts',
    'bench',
    'console',
  ])
  return sources
    .filter((file) => /[.]test[.]tsx?$/.test(file))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
}

async function runGroup({ group, files }: GroupFiles): Promise<GroupResult> {
  console.log(`\n== ${group.name}: ${files.length} files`)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-results-'))
  const reportFile = path.join(folder, 'report.json')
  const run = await runPart(
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--config', group.config, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${reportFile}`,
      ...(group.workers === undefined ? [] : [`--maxWorkers=${group.workers}`]),
      ...vitestFlags,
      ...files,
    ],
    { limitMs: group.limitMs, onOutput: (text) => process.stdout.write(text) },
  )
  const report = await readFile(reportFile, 'utf8').then(
    (text) => JSON.parse(text) as VitestReport,
    () => null,
  )
  await rm(folder, { recursive: true, force: true })
  return judgeGroup({ report, endedWell: run.ok, files })
}

function notRun(lack: string): GroupResult {
  const failed = inCi ? 1 : 0
  return { passed: 0, failed, troubles: [`not run: ${lack}`], skipped: [] }
}

function environmentLine(name: string, lack: string | undefined, result: GroupResult): string {
  if (lack !== undefined) return `  ${name}: not run: ${lack}`
  if (vitestFlags.length > 0 || result.skipped.length === 0) return `  ${name}: ran`
  return [
    `  ${name}: ran, except ${result.skipped.length}:`,
    ...result.skipped.map((title) => `    not run: ${title}`),
  ].join('\n')
}

function splitArguments(words: readonly string[]): [string[], string[]] {
  const flagAt = words.findIndex((word) => word.startsWith('-'))
  return flagAt === -1 ? [[...words], []] : [words.slice(0, flagAt), words.slice(flagAt)]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function close(passed: number, failed: number, why?: string): void {
  if (why !== undefined) console.log(why)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
