/** How the API shows one order whole: lines, money, what was tried, looked up, decided and said. */
import { z } from '@hono/zod-openapi'
import type { AmazonItem } from '../../core/orders/amazon-order.ts'
import { lineMatches } from '../../operations/orders/line-matches.ts'
import type { OrderLifePage } from '../../store/read/order-life-page.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { isoOf, moneyShape, time } from './answers.ts'
import { moneyAnswer, orderAnswer, orderShape } from './order-shapes.ts'
import { sidesAnswer, sidesShape } from './order-sides-shapes.ts'
import { returnsAnswer, returnsShape } from './return-shapes.ts'

const lineShape = z.object({
  itemId: z.string(),
  sku: z.string().nullable(),
  asin: z.string().nullable(),
  title: z.string(),
  quantity: z.number().int(),
  quantityShipped: z.number().int(),
  total: moneyShape.nullable(),
  match: z
    .object({
      step: z.enum(['mapping', 'sku', 'former-sku', 'title', 'custom-line']),
      variants: z.array(
        z.object({ gid: z.string(), sku: z.string().nullable(), title: z.string().nullable() }),
      ),
    })
    .nullable(),
})

export const orderPageShape = orderShape
  .extend({
    addressKnown: z.boolean(),
    observedAt: time.nullable(),
    hasRaw: z.boolean(),
    lines: z.array(lineShape),
    money: z.object({
      amazonTotal: moneyShape.nullable(),
      shopifyTotal: moneyShape.nullable(),
    }),
    effects: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        how: z.string().nullable(),
        platformId: z.string().nullable(),
        attempts: z.array(
          z.object({
            attemptId: z.string(),
            state: z.string(),
            at: time,
            code: z.string().nullable(),
            refusal: z.unknown(),
          }),
        ),
        lookUps: z.array(z.object({ kind: z.string(), found: z.array(z.string()), at: time })),
      }),
    ),
    people: z.array(
      z.object({ decision: z.string(), by: z.string(), at: time, usedAt: time.nullable() }),
    ),
    shopifyOrders: z.array(
      z.object({
        gid: z.string(),
        name: z.string(),
        app: z.string().nullable(),
        evidence: z.array(z.string()),
        cancelledAt: time.nullable(),
        deleted: z.boolean(),
        seenAt: time,
      }),
    ),
    incidents: z.array(z.object({ code: z.string(), at: time, closedAt: time.nullable() })),
    ...returnsShape,
    ...sidesShape,
    trace: z.array(
      z.object({ at: time, kind: z.string(), body: z.record(z.string(), z.unknown()) }),
    ),
  })
  .openapi('OrderPage')

export function orderPageAnswer(
  page: OrderPage,
  life: OrderLifePage,
): z.input<typeof orderPageShape> {
  const { summary, observed } = page
  const ours = page.shopifyOrders.find(({ order }) => order.gid === summary.shopifyGid)
  const matches = lineMatches(page)
  return {
    ...orderAnswer(summary, page.shop),
    addressKnown: page.personalState === 'complete',
    observedAt: isoOf(page.observedAtMs),
    hasRaw: page.hasRaw,
    lines: (observed?.items ?? []).map((item) => lineAnswer(item, matches)),
    money: {
      amazonTotal: moneyAnswer(observed?.grandTotal ?? null),
      shopifyTotal: moneyAnswer(ours?.order.total ?? null),
    },
    effects: page.effects.map(({ key, kind, how, platformId, attempts, lookUps }) => ({
      ...{ key, kind, how, platformId },
      attempts: attempts.map(({ attemptId, state, atMs, code, refusal }) => ({
        ...{ attemptId, state, at: isoOf(atMs), code, refusal },
      })),
      lookUps: lookUps.map((one) => ({
        ...{ kind: one.kind, found: [...one.found], at: isoOf(one.atMs) },
      })),
    })),
    people: page.personInputs.map(({ kind, by, atMs, usedAtMs }) => ({
      ...{ decision: kind, by, at: isoOf(atMs), usedAt: isoOf(usedAtMs) },
    })),
    shopifyOrders: page.shopifyOrders.map(({ order, asOfMs, deleted, evidence }) => ({
      gid: order.gid,
      name: order.name,
      app: order.appTitle,
      evidence: [...evidence],
      cancelledAt: isoOf(order.cancelledAtMs),
      deleted,
      seenAt: isoOf(asOfMs),
    })),
    incidents: page.incidents.map(({ code, atMs, closedAtMs }) => ({
      ...{ code, at: isoOf(atMs), closedAt: isoOf(closedAtMs) },
    })),
    ...returnsAnswer(page),
    ...sidesAnswer(page, life),
    trace: page.traces.map(({ atMs, kind, body }) => ({ at: isoOf(atMs), kind, body })),
  }
}

function lineAnswer(
  item: AmazonItem,
  matches: ReturnType<typeof lineMatches>,
): z.input<typeof lineShape> {
  const match = matches.get(item.itemId)
  return {
    itemId: item.itemId,
    sku: item.sku,
    asin: item.asin,
    title: item.title,
    quantity: item.quantityOrdered,
    quantityShipped: item.quantityFulfilled,
    total: moneyAnswer(item.total),
    match: match === undefined ? null : { step: match.step, variants: [...match.variants] },
  }
}
