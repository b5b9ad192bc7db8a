/**
 * Calls that only one place may make. World time comes from `app_now()`, machine time from
 * `machine_now()` and the one clock file; chance comes from a seed; outside traffic from the door.
 */
import ts from 'typescript'
import type { Check, Finding, RepositoryFile } from './repository.ts'
import { findInSources, isTest } from './source.ts'

/** Files that may, each with its reason. */
const clockFiles = new Set([
  'src/clock.ts', // the machine clock of the product
  'simulators/kit/world-clock.ts', // the real clock that the simulators' world time starts from
])
const sqlClockFiles = new Set([
  'src/store/migrations/0001-clock.sql', // defines app_now() and machine_now()
  'src/store/migrate.ts', // its own table exists before the clock functions do
])
const clockCalls = /^(globalThis[.])?(Date[.]now|performance[.]now|process[.]hrtime)$/
const chanceCalls = /^(globalThis[.])?Math[.]random$/
const idCalls = /^((globalThis[.])?crypto[.])?(randomUUID|randomBytes|getRandomValues)$/
const sqlClock = new RegExp(
  '(?<![\\w.])(now|(clock|statement|transaction)_timestamp)\\s*\\(\\s*\\)|' +
    '\\b(current_timestamp|current_date|current_time|localtimestamp)\\b',
  'i',
)

export const clockCallsInCode: Check = (repository) =>
  findInSources(repository, (node, file) => {
    if (!isGuarded(file) || clockFiles.has(file.path)) return undefined
    if (ts.isNewExpression(node)) {
      const isNow = node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0
      return isNow ? 'new Date() reads the clock: take the time as an argument' : undefined
    }
    if (!ts.isPropertyAccessExpression(node)) return undefined
    const name = node.getText()
    if (clockCalls.test(name)) return `${name} reads the clock: take the time as an argument`
    if (chanceCalls.test(name)) return `${name} cannot be repeated: take a seeded source`
    return undefined
  })

/** Simulated ids come from the seed alone, else no run can be repeated. */
export const chanceInSimulators: Check = (repository) =>
  findInSources(repository, (node, file) => {
    if (!file.path.startsWith('simulators/') || !ts.isCallExpression(node)) return undefined
    const callee = node.expression.getText()
    return idCalls.test(callee) ? `${callee}() cannot be repeated: use the seed` : undefined
  })

export const clockCallsInSql: Check = (repository) => [
  ...repository.files.filter((file) => file.path.endsWith('.sql')).flatMap(clockInSqlFile),
  ...findInSources(repository, (node, file) => {
    if (!file.path.startsWith('src/') || sqlClockFiles.has(file.path)) return undefined
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)
    const word = isText ? sqlClock.exec(node.text)?.[0] : undefined
    return word === undefined ? undefined : `${word} in SQL: app_now() or machine_now()`
  }),
]

export const trafficOutsideTheDoor: Check = (repository) =>
  findInSources(repository, (node, file) => {
    const isProduct = file.path.startsWith('src/') && !isTest(file.path)
    if (!isProduct || file.path.startsWith('src/platforms/')) return undefined
    const isFetch =
      ts.isCallExpression(node) && /^(globalThis[.])?fetch$/.test(node.expression.getText())
    return isFetch ? 'fetch() outside src/platforms: all outside traffic takes the door' : undefined
  })

function clockInSqlFile(file: RepositoryFile): Finding[] {
  if (sqlClockFiles.has(file.path)) return []
  return file.text.split('\n').flatMap((text, index) => {
    const word = sqlClock.exec(text.replace(/--.*$/, ''))?.[0]
    const message = `${word} in SQL: app_now() or machine_now()`
    return word === undefined ? [] : [{ path: file.path, line: index + 1, message }]
  })
}

function isGuarded(file: RepositoryFile): boolean {
  return /^(src|simulators)\//.test(file.path)
}
