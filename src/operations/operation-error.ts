/** What an operation answers a person when it cannot be done: a stable code, the cause and the fix. */
export class OperationError extends Error {
  override readonly name = 'OperationError'
  readonly code: string
  readonly fix: string
  constructor(code: string, cause: string, fix: string) {
    super(cause)
    this.code = code
    this.fix = fix
  }
}
