/** GET /api/quarantine: money that waits for a person, with what both sides show. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { id } from '../../core/ids.ts'
import { sellerCentralUrl } from '../../core/orders/marketplaces.ts'
import { verbsOf } from '../../operations/life/life-verbs.ts'
import { describeHold } from '../../operations/orders/describe-order.ts'
import { lifeOffers } from '../../operations/orders/verb-offers.ts'
import { readAccounts } from '../../store/read/accounts.ts'
import { type QuarantineCase, readQuarantine } from '../../store/read/quarantine.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, moneyShape, refusals, time } from '../shapes/answers.ts'
import { moneyAnswer, shopifyUrl } from '../shapes/order-shapes.ts'
import { factsOf, offerAnswer, offerShape } from '../shapes/order-sides-shapes.ts'

const quarantineRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/quarantine',
    summary: 'Money that waits for a yes, oldest first',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: {
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(100),
        account: z.string().optional(),
      }),
    },
    responses: {
      200: json(
        z.object({
          cases: z.array(
            z.object({
              orderId: z.string(),
              shopifyName: z.string().nullable(),
              concern: z.string(),
              code: z.string(),
              title: z.string(),
              text: z.string(),
              fix: z.string(),
              subject: z.string(),
              facts: z.record(z.string(), z.unknown()),
              since: time,
              total: moneyShape.nullable(),
              onAmazon: z.string().nullable(),
              inShop: z.object({ cancelledAt: time.nullable(), refunded: moneyShape.nullable() }),
              shipBy: time.nullable(),
              actions: z.array(offerShape),
              amazonUrl: z.string(),
              shopifyUrl: z.string().nullable(),
            }),
          ),
          gap: z
            .object({ disconnectedAt: time.nullable(), connectedAt: time.nullable() })
            .nullable(),
        }),
        'Cases',
      ),
      ...refusals,
    },
  })

export function addQuarantineRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { db } = parts.deps
  app.openapi(quarantineRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { limit } = context.req.valid('query')
    const quarantine = await readQuarantine(db, accountId, limit)
    const shop = (await readAccounts(db)).find((one) => one.accountId === accountId)?.shop ?? null
    const { disconnectedAtMs, connectedAtMs } = quarantine
    const gap = { disconnectedAt: isoOf(disconnectedAtMs), connectedAt: isoOf(connectedAtMs) }
    const cases = quarantine.cases.map((one) => caseAnswer(one, shop))
    return context.json({ cases, gap: disconnectedAtMs === null ? null : gap }, 200)
  })
}

function caseAnswer(one: QuarantineCase, shop: string | null) {
  const { orderId, shopifyName, concern, reason, detail, status, marketplaceId } = one
  const { title, text, fix } = describeHold(reason, detail)
  const facts = factsOf(detail)
  const subject = String(facts.subject ?? reason)
  // Nothing is left to carry over to an order that Amazon has cancelled itself.
  const verbs = verbsOf(reason).filter((verb) => verb !== 'approve' || status !== 'CANCELLED')
  return {
    ...{ orderId, shopifyName, concern, code: reason, title, text, fix, subject, facts },
    since: isoOf(one.decidedAtMs),
    total: moneyOf(one.totalMinor, one.currency),
    onAmazon: status,
    inShop: {
      cancelledAt: isoOf(one.cancelledAtMs),
      refunded: moneyOf(one.refundedMinor, one.refundedCurrency),
    },
    shipBy: isoOf(one.shipByMs),
    actions: lifeOffers(orderId, verbs, { subject, title }).map(offerAnswer),
    amazonUrl: sellerCentralUrl(
      orderId,
      marketplaceId === null ? null : id('MarketplaceId', marketplaceId),
      'sellercentral.amazon.com',
    ),
    shopifyUrl: shopifyUrl(one.shopifyGid, shop),
  }
}

function moneyOf(amountMinor: number | null, currency: string | null) {
  return amountMinor === null || currency === null ? null : moneyAnswer({ amountMinor, currency })
}
