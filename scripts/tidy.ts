/**
 * The repository looks after itself: house rules that no other tool knows. Part of
 * `npm run verify`. Each check stands in scripts/tidy/ with a test that plants a mistake.
 */
import { rootFolder } from './run-part.ts'
import { disabledTests } from './tidy/disabled-tests.ts'
import { documentPaths } from './tidy/documents.ts'
import {
  chanceInSimulators,
  clockCallsInCode,
  clockCallsInSql,
  trafficOutsideTheDoor,
} from './tidy/forbidden-calls.ts'
import { machinePaths, registryHosts } from './tidy/leaks.ts'
import { lockFile } from './tidy/lock-file.ts'
import { bannedNames, barrels } from './tidy/names.ts'
import { type Check, readRepository } from './tidy/repository.ts'
import { rulesWithTests } from './tidy/rules-with-tests.ts'
import { fileSizes, functionSizes } from './tidy/sizes.ts'

const checks: Readonly<Record<string, Check>> = {
  'file size': fileSizes,
  'function size': functionSizes,
  name: bannedNames,
  barrel: barrels,
  document: documentPaths,
  rule: rulesWithTests,
  clock: clockCallsInCode,
  'clock in SQL': clockCallsInSql,
  chance: chanceInSimulators,
  door: trafficOutsideTheDoor,
  'disabled test': disabledTests,
  'machine path': machinePaths,
  registry: registryHosts,
  'lock file': lockFile,
}

const repository = await readRepository(rootFolder)
const findings = Object.entries(checks).flatMap(([name, check]) =>
  check(repository).map(({ path, line, message }) => `${path}:${line}: ${name}: ${message}`),
)
for (const finding of findings) console.log(finding)
console.log(`${repository.files.length} files, ${findings.length} findings`)
process.exitCode = findings.length === 0 ? 0 : 1
