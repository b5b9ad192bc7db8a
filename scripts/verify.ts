/**
 * `npm run verify`: everything that can be known without a database, in seconds. The parts run side
 * by side and keep their caches below node_modules/.cache; only a failing part prints its output.
 * The last line is always `N passed, N failed`.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type PartRun, rootFolder, runPart } from './run-part.ts'

const cache = 'node_modules/.cache'

/** Each part is a program of this checkout; the slow ones start first. */
const parts: Readonly<Record<string, readonly string[]>> = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '--project', '.'],
  'types of pages': ['node_modules/typescript/bin/tsc', '--noEmit', '--project', 'console'],
  'pure tests': ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.pure.config.ts'],
  'unused code': [
    'node_modules/knip/bin/knip.js',
    '--cache',
    ...['--cache-location', `${cache}/knip`],
    '--no-progress',
  ],
  imports: ['scripts/verify/imports.ts'],
  tidy: ['scripts/tidy.ts'],
  'format and lint': ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'],
}

const partLimitMs = 120_000

await mkdir(path.join(rootFolder, cache), { recursive: true })
const runs = await Promise.all(Object.entries(parts).map(([name, argv]) => show(name, argv)))
const failed = runs.filter((run) => !run.ok).length
console.log(`${runs.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

async function show(name: string, argv: readonly string[]): Promise<PartRun> {
  const run = await runPart(argv, { limitMs: partLimitMs })
  const verdict = run.ok ? 'ok' : 'failed'
  console.log(`${name.padEnd(16)} ${run.seconds.toFixed(1).padStart(5)} s  ${verdict}`)
  if (!run.ok) console.log(indented(run.output))
  return run
}

function indented(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, '    ')
}
