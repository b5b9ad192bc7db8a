/** A message of the queue and what a receiver may wish. */

export type MessageAttribute = {
  readonly DataType: string
  readonly StringValue?: string | undefined
  readonly BinaryValue?: string | undefined
}

export type QueuedMessage = {
  readonly messageId: string
  readonly body: string
  readonly attributes: Readonly<Record<string, MessageAttribute>>
  readonly sentMs: number
  receiveCount: number
  firstReceivedMs: number
  /** The newest handle; older ones no longer change anything. */
  receiptHandle: string
  state: 'ready' | 'in-flight' | 'delayed' | 'deleted'
  /** Stops the timer that would make it ready again. */
  cancelReturn: () => void
}

export type ReceiveWish = {
  readonly max: number
  readonly visibilityMs: number
  readonly waitMs: number
  readonly signal?: AbortSignal | undefined
}
