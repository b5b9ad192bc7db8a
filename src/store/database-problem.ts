/**
 * A database trouble that a person has to settle: its code leads to the page that explains it,
 * `publicText` says what is wrong, `fix` what to do. None of them holds a password or a row.
 */

export const databaseProblemCodes = [
  // the schema
  'schema-too-new',
  'schema-migration-changed',
  'schema-migration-missing',
  'schema-migration-out-of-order',
  'schema-migration-files-unsound',
  'schema-migration-failed',
  // the PostgreSQL that Crossdock starts itself
  'embedded-unsupported-platform',
  'embedded-binaries-missing',
  'embedded-binaries-unusable',
  'embedded-home-unreachable',
  'embedded-home-unwritable',
  'embedded-home-foreign',
  'embedded-disk-full',
  'embedded-user-nameless',
  'embedded-password-unusable',
  'embedded-init-failed',
  'embedded-start-failed',
  'embedded-start-timeout',
  'embedded-version-differs',
] as const

export type DatabaseProblemCode = (typeof databaseProblemCodes)[number]

type ProblemText = { readonly publicText: string; readonly fix: string; readonly cause?: unknown }

/** Thrown by `migrate` and by the launcher; everything else throws what the driver throws. */
export class DatabaseProblem extends Error {
  readonly code: DatabaseProblemCode
  readonly publicText: string
  readonly fix: string

  constructor(code: DatabaseProblemCode, text: ProblemText) {
    super(`${text.publicText} ${text.fix}`, { cause: text.cause })
    this.name = 'DatabaseProblem'
    this.code = code
    this.publicText = text.publicText
    this.fix = text.fix
  }
}
