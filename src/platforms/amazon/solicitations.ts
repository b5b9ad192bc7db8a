/**
 * Asks the buyer for a review, once per order and only in Amazon's window. The 403 of these operations
 * says "not now" and never anything of a token.
 * Source: Solicitations API v1 (model commit 34dc93fe, 2026-08-05); words of the refusals from
 * selling-partner-api-docs issue 121 and models issue 4927.
 */
import type { AmazonOrderId, MarketplaceId } from '../../core/ids.ts'
import type { Deadlines, OutsideAnswer } from '../../core/ports.ts'
import { refusalOf } from './answer-error.ts'
import { type JsonCall, readJson } from './json-call.ts'
import { type Answered, isRefusal, type Meanings, type Refused, refusedBy } from './refused.ts'
import { wireActions } from './wire/solicitations.ts'

export type AmazonSolicitations = {
  /**
   * False as well when Amazon refuses to say, for then it refuses to send too. A missing role throws
   * `rejected` with `ROLE_MISSING`: no order would ever be allowed.
   */
  solicitationAllowed(
    orderId: AmazonOrderId,
    marketplaceId: MarketplaceId,
    deadlines: Deadlines,
  ): Promise<boolean>
  solicit(
    orderId: AmazonOrderId,
    marketplaceId: MarketplaceId,
    deadlines: Deadlines,
  ): Promise<Answered>
}

const action = 'productReviewAndSellerFeedback'
const roleMissing = 'ROLE_MISSING'

const meanings: Meanings = [
  [/outside the .*(range|window)|day range/i, 'OUTSIDE_WINDOW'],
  [/not available for this/i, 'NOT_AVAILABLE'],
  // How Amazon words a missing role everywhere.
  [/access to (the )?requested resource is denied/i, roleMissing],
]

export function createAmazonSolicitations(call: JsonCall): AmazonSolicitations {
  const ask = (
    which: { operation: string; method: 'GET' | 'POST'; orderId: string; under: string },
    marketplaceId: MarketplaceId,
    deadlines: Deadlines,
  ) => {
    const { operation, method } = which
    const query = new URLSearchParams({ marketplaceIds: marketplaceId })
    const path = `/solicitations/v1/orders/${encodeURIComponent(which.orderId)}${which.under}?${query}`
    const refusals = method === 'POST' ? [400, 403, 404] : [403, 404]
    return call({ operation, method, path, writes: method === 'POST', refusals }, deadlines)
  }
  return {
    async solicitationAllowed(orderId, marketplaceId, deadlines) {
      const operation = 'getSolicitationActionsForOrder'
      const which = { operation, method: 'GET', orderId, under: '' } as const
      const answer = await ask(which, marketplaceId, deadlines)
      if (isRefusal(answer)) {
        const { code } = refused(answer)
        if (code === roleMissing) throw refusalOf({ operation, writes: false }, answer, code)
        return false
      }
      const { _links: links } = readJson(wireActions, { operation, writes: false }, answer)
      return (links?.actions ?? []).some(
        ({ name, href }) => name === action || href.includes(`/solicitations/${action}`),
      )
    },
    async solicit(orderId, marketplaceId, deadlines) {
      const operation = 'createProductReviewAndSellerFeedbackSolicitation'
      const under = `/solicitations/${action}`
      const which = { operation, method: 'POST', orderId, under } as const
      const answer = await ask(which, marketplaceId, deadlines)
      return isRefusal(answer) ? refused(answer) : { kind: 'done' }
    },
  }
}

function refused(answer: OutsideAnswer): Refused {
  if (answer.status === 404) return refusedBy(answer, [], 'ORDER_NOT_FOUND')
  return refusedBy(answer, meanings, 'SOLICITATION_REFUSED')
}
