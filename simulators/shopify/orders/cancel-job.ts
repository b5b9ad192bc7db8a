/** What orderCancel answers before it has happened. */
export type CancelJob = {
  readonly id: string
  readonly orderId: string
  done: boolean
  /** Why the job came to nothing, in the platform's words. */
  error: string | null
}
