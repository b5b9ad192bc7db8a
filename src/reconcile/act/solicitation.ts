/** Asks Amazon to ask the buyer for a review (docs/rules/writes.md). */
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { Write } from '../../core/step.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import type { Answered } from '../life-ports.ts'
import { sendEffect } from './send-effect.ts'

type SolicitationStep = Extract<Write, { kind: 'solicitation' }>

export async function actOnSolicitation(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: SolicitationStep,
): Promise<Progress> {
  return sendEffect(deps, account, one, write, {
    bucket: account.buckets.solicitations,
    amount: 1,
    call: 'createProductReviewAndSellerFeedbackSolicitation',
    send: async (deadlines) => {
      const answer = await askFor(account, write.act, deadlines)
      return answer.kind === 'done' ? { kind: 'done', platformId: null } : answer
    },
  })
}

/** Amazon is asked first whether it may be asked for. */
async function askFor(
  { amazonLife }: Account,
  { orderId, marketplaceId }: SolicitationStep['act'],
  deadlines: Deadlines,
): Promise<Answered> {
  const allowed = await amazonLife
    .solicitationAllowed(orderId, marketplaceId, deadlines)
    .catch(surelyNotAsked)
  if (!allowed) return { kind: 'refused', code: 'SOLICITATION_NOT_ALLOWED', text: '' }
  return amazonLife.solicit(orderId, marketplaceId, deadlines)
}

/** A question without an answer has asked the buyer for nothing. */
function surelyNotAsked(error: unknown): never {
  if (!(error instanceof PlatformError) || error.facts.kind !== 'unclear') throw error
  throw new PlatformError({ ...error.facts, kind: 'unavailable' })
}
