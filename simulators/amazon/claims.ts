/** A-to-z claims: a buyer opens one, Amazon grants it (and refunds what is left) or denies it. */
import type { AmazonWorld } from './world.ts'

export const claimStates = ['OPEN', 'GRANTED', 'DENIED'] as const
export type ClaimState = (typeof claimStates)[number]

export function claim(world: AmazonWorld, orderId: string, state: ClaimState): void {
  const record = world.store.get(orderId)
  if (record === undefined) throw new Error(`no order ${orderId}`)
  const book = world.books.of(record)
  if (book.claim !== undefined && book.claim.state !== 'OPEN') {
    throw new Error(`the claim is ${book.claim.state} already`)
  }
  book.claim = { atMs: world.clock.nowMs(), state }
  if (state === 'GRANTED') world.account.refund(orderId, { by: 'A_TO_Z', reason: 'A-to-z claim' })
}
