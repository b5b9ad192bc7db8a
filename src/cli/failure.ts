/** Says to a person (or, with --json, to a program) why a command failed and what to do. */
import { PlatformError } from '../core/platform-error.ts'
import { platformWords } from '../main/failure-words.ts'
import { problemPage } from '../operations/problem-page.ts'

export type Failure = {
  readonly code: string
  readonly cause: string
  readonly fix: string
  /** The page that says more. */
  readonly page: string
}

export function describeFailure(error: unknown, json: boolean): string {
  const failure = failureOf(error)
  if (json) return JSON.stringify({ error: failure })
  const fix = failure.fix === '' ? '' : `What to do: ${failure.fix}\n`
  return `${failure.cause}\n${fix}(${failure.code}; see ${failure.page})`
}

export function failureOf(error: unknown): Failure {
  if (error instanceof PlatformError) return ofPlatform(error)
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    const fix = 'fix' in error && typeof error.fix === 'string' ? error.fix : ''
    const told = 'publicText' in error && typeof error.publicText === 'string'
    const cause = told ? String(error.publicText) : known(error) ? error.message : causeOf(code)
    const hasPage = told || known(error) || ofDatabase.test(code)
    const page = problemPage(hasPage ? code : 'UNEXPECTED')
    return { code, cause, fix: fix || fixOf(code), page }
  }
  const cause = 'Something unexpected was thrown.'
  return { code: 'UNEXPECTED', cause, fix: '', page: problemPage('UNEXPECTED') }
}

const ofDatabase = /^(ECONN|ENOTFOUND|ENOSPC|57P..$|08...$|28...$|53[13]00$|3D000$)/

function ofPlatform({ facts }: PlatformError): Failure {
  const { text, fix, page } = platformWords(facts)
  return { code: facts.code, cause: `${text} (${facts.platform}, ${facts.operation})`, fix, page }
}

const knownNames = new Set(['OperationError', 'ConfigurationError', 'SecretProblem'])

function known(error: Error): boolean {
  return knownNames.has(error.name)
}

function causeOf(code: string): string {
  if (/^(ECONN|ENOTFOUND|57P|08)/.test(code)) return 'The database could not be reached.'
  if (code === '53100') return 'The disk of the database is full.'
  if (code === '53300') return 'The database has no connection left for this process.'
  if (/^(28|3D000)/.test(code)) return 'The database refuses the login of DATABASE_URL.'
  return 'Something unexpected went wrong.'
}

function fixOf(code: string): string {
  if (code === '53100') return 'Free space on the disk; Crossdock goes on by itself.'
  if (code === '53300')
    return 'Raise max_connections of PostgreSQL, or set CROSSDOCK_DATABASE_CONNECTIONS lower.'
  if (/^(ECONN|ENOTFOUND|57P|08|28|3D000)/.test(code))
    return 'Check DATABASE_URL and that PostgreSQL runs.'
  return 'Run again with CROSSDOCK_LOG=debug and report the code with the log.'
}
