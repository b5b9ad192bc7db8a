/** Says to a person (or, with --json, to a program) why a command failed and what to do. */
import { PlatformError } from '../core/platform-error.ts'

type Failure = { readonly code: string; readonly cause: string; readonly fix: string }

export function describeFailure(error: unknown, json: boolean): string {
  const failure = failureOf(error)
  if (json) return JSON.stringify({ error: failure })
  return `${failure.cause}\n${failure.fix === '' ? '' : `What to do: ${failure.fix}\n`}(${failure.code})`
}

function failureOf(error: unknown): Failure {
  if (error instanceof PlatformError) return ofPlatform(error)
  if (error instanceof Error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    const fix = 'fix' in error && typeof error.fix === 'string' ? error.fix : ''
    const told = 'publicText' in error && typeof error.publicText === 'string'
    const cause = told ? String(error.publicText) : known(error) ? error.message : causeOf(code)
    return { code, cause, fix: fix || fixOf(code) }
  }
  return { code: 'UNEXPECTED', cause: 'Something unexpected was thrown.', fix: '' }
}

const platformNames = { amazon: 'Amazon', shopify: 'Shopify' } as const

function ofPlatform({ facts }: PlatformError): Failure {
  const name = platformNames[facts.platform]
  switch (facts.kind) {
    case 'unauthorized':
      return {
        code: facts.code,
        cause: `${name} refuses our credentials (${facts.operation}).`,
        fix: `Check the client id, the secret${facts.platform === 'amazon' ? ' and the refresh token' : ''}; a wrong or rotated secret is the usual cause.`,
      }
    case 'unavailable':
      return {
        code: facts.code,
        cause: `${name} could not be reached (${facts.operation}).`,
        fix: 'Check the host in the settings, DNS and the network; what was to be done is kept and done later.',
      }
    default:
      return {
        code: facts.code,
        cause: `${name} answered ${facts.operation} with "${facts.kind}".`,
        fix: 'Run `crossdock doctor`; it checks each part and says the fix.',
      }
  }
}

const knownNames = new Set(['OperationError', 'ConfigurationError', 'SecretProblem'])

function known(error: Error): boolean {
  return knownNames.has(error.name)
}

function causeOf(code: string): string {
  if (/^(ECONN|ENOTFOUND|57P|08)/.test(code)) return 'The database could not be reached.'
  if (code === '53100') return 'The disk of the database is full.'
  if (code === '53300') return 'The database has no connection left for this process.'
  if (/^28/.test(code)) return 'The database refuses the login of DATABASE_URL.'
  return 'Something unexpected went wrong.'
}

function fixOf(code: string): string {
  if (code === '53100') return 'Free space on the disk; Crossdock goes on by itself.'
  if (code === '53300')
    return 'Raise max_connections of PostgreSQL, or set CROSSDOCK_DATABASE_CONNECTIONS lower.'
  if (/^(ECONN|ENOTFOUND|57P|08|28)/.test(code))
    return 'Check DATABASE_URL and that PostgreSQL runs.'
  return 'Run again with CROSSDOCK_LOG=debug and report the code with the log.'
}
