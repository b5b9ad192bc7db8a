/** An error of the queue, by its AWS name. */

/** Thrown by an operation to answer with one of the queue's errors. */
export class SqsRefusal extends Error {
  readonly type: string
  readonly status: number
  constructor(type: string, message: string, status = 400) {
    super(message)
    this.type = type
    this.status = status
  }
}
