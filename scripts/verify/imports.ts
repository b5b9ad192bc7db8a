/**
 * Holds the import rules of `.dependency-cruiser.cjs`. Also fails when fewer modules were read than
 * source files exist: with a TypeScript that has no compiler API dependency-cruiser reads none of
 * our files and calls that a pass.
 */

import { rootFolder, runPart } from '../run-part.ts'
import { readSourcePaths } from '../tidy/repository.ts'

const sourceFolders = ['src', 'simulators', 'tests', 'scripts', 'bench', 'console']

type Violation = {
  readonly from: string
  readonly to: string
  readonly rule: { readonly name: string; readonly severity: string }
}
type Cruise = {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly violations: readonly Violation[] }
}

const paths = await readSourcePaths(rootFolder, sourceFolders)
const folders = sourceFolders.filter((folder) =>
  paths.some((path) => path.startsWith(`${folder}/`)),
)
const run = await runPart(
  [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    ...['--cache', 'node_modules/.cache/dependency-cruiser', '--cache-strategy', 'content'],
    ...folders,
  ],
  { limitMs: 100_000 },
)
const problems = run.stdout.startsWith('{') ? judge(JSON.parse(run.stdout)) : [run.output]
for (const problem of problems) console.log(problem)
console.log(`${paths.length} source files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1

function judge(cruise: Cruise): string[] {
  const read = new Set(cruise.modules.map((module) => module.source))
  const unread = paths.filter((path) => !read.has(path)).map((path) => `${path}: was not read`)
  const broken = cruise.summary.violations
    .filter((violation) => violation.rule.severity === 'error')
    .map((violation) => `${violation.from}: ${violation.rule.name}: imports ${violation.to}`)
  return [...unread, ...broken]
}
