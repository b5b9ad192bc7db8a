/** How the API shows both sides of an order: holds with their verbs, sums, refunds, parcels, stations. */
import { z } from '@hono/zod-openapi'
import { verbsOf } from '../../operations/life/life-verbs.ts'
import { holdsOf } from '../../operations/list/describe-row.ts'
import { describeHold, describeOrder } from '../../operations/orders/describe-order.ts'
import { parcelsOf, refundsOf, stationsOf, sumsOf } from '../../operations/orders/order-sides.ts'
import { importOffers, lifeOffers, type VerbOffer } from '../../operations/orders/verb-offers.ts'
import type { OrderLifePage } from '../../store/read/order-life-page.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { isoOf, moneyShape, time } from './answers.ts'
import { moneyAnswer } from './order-shapes.ts'

export const offerShape = z
  .object({
    verb: z.string(),
    call: z.object({
      method: z.literal('POST'),
      path: z.string(),
      body: z.record(z.string(), z.union([z.string(), z.boolean()])),
    }),
    effect: z.string().openapi({ description: 'What it will do, in a sentence' }),
    confirm: z.boolean().openapi({ description: 'Ask first' }),
    asks: z
      .enum(['reason', 'split'])
      .nullable()
      .openapi({ description: 'What the person has to give besides' }),
  })
  .openapi('VerbOffer')

const money = moneyShape.nullable()

/** Parts of an order's page. */
export const sidesShape = {
  asOf: time,
  serviceLevel: z.string().nullable(),
  deliverBy: time.nullable(),
  holds: z.array(
    z.object({
      concern: z.string(),
      code: z.string(),
      title: z.string(),
      text: z.string(),
      fix: z.string(),
      page: z.string(),
      subject: z.string().nullable(),
      since: time,
      facts: z.record(z.string(), z.unknown()),
      verbs: z.array(offerShape),
    }),
  ),
  actions: z.array(offerShape),
  sums: z
    .object({
      rows: z.array(
        z.object({ part: z.string(), amazon: money, shopify: money, difference: money }),
      ),
      taxByAmazon: z.boolean(),
      refundedAmazon: money,
      refundedShopify: money,
      canRefund: money,
    })
    .nullable(),
  refunds: z.array(
    z.object({
      side: z.enum(['amazon', 'shopify']),
      at: time,
      amount: moneyShape,
      ours: z.boolean(),
    }),
  ),
  parcels: z.array(
    z.object({
      number: z.string().nullable(),
      carrier: z.string().nullable(),
      url: z.string().nullable(),
      sentAt: time.nullable(),
      state: z.enum(['in-shop', 'sent', 'taken', 'cancelled', 'on-amazon']),
      lines: z.array(
        z.object({ title: z.string(), sku: z.string().nullable(), quantity: z.number().int() }),
      ),
    }),
  ),
  stations: z.array(
    z.object({
      station: z.enum(['placed', 'paid', 'seen', 'in-shopify', 'shipped', 'taken']),
      at: time.nullable(),
      reached: z.boolean(),
    }),
  ),
}

export function sidesAnswer(page: OrderPage, life: OrderLifePage) {
  const { summary, observed } = page
  const { verbs } = describeOrder(summary)
  const sums = sumsOf(page, life)
  return {
    asOf: isoOf(page.nowMs),
    serviceLevel: observed?.serviceLevel ?? null,
    deliverBy: isoOf(observed?.deliverByMs ?? null),
    holds: holdsAnswer(page),
    actions: importOffers(summary.orderId, verbs, summary.detail).map(offerAnswer),
    sums:
      sums === null
        ? null
        : {
            rows: sums.rows.map((row) => ({
              part: row.part,
              amazon: moneyAnswer(row.amazon),
              shopify: moneyAnswer(row.shopify),
              difference: moneyAnswer(row.difference),
            })),
            taxByAmazon: sums.taxByAmazon,
            refundedAmazon: moneyAnswer(sums.refundedAmazon),
            refundedShopify: moneyAnswer(sums.refundedShopify),
            canRefund: moneyAnswer(sums.canRefund),
          },
    refunds: refundsOf(life).map(({ atMs, amount, ...refund }) => ({
      ...refund,
      at: isoOf(atMs),
      amount: moneyAnswer(amount),
    })),
    parcels: parcelsOf(page, life).map(({ sentAtMs, lines, ...parcel }) => ({
      ...parcel,
      sentAt: isoOf(sentAtMs),
      lines: [...lines],
    })),
    stations: stationsOf(page, life).map(({ atMs, ...one }) => ({ ...one, at: isoOf(atMs) })),
  }
}

function holdsAnswer({ summary, concerns }: OrderPage) {
  const rows = concerns.map(({ decidedAtMs, ...one }) => ({ ...one, sinceMs: decidedAtMs }))
  return holdsOf({ ...summary, concerns: rows }).map(({ concern, code, detail, sinceMs }) => {
    const words = describeHold(code, detail)
    const facts = factsOf(detail)
    const subject = concern === 'import' ? null : String(facts.subject ?? code)
    const verbs =
      subject === null
        ? importOffers(summary.orderId, describeOrder(summary).verbs, detail)
        : lifeOffers(summary.orderId, verbsOf(code), { subject, title: words.title })
    return {
      ...words,
      concern,
      subject,
      since: isoOf(sinceMs),
      facts,
      verbs: verbs.map(offerAnswer),
    }
  })
}

export function factsOf(detail: unknown): Record<string, unknown> {
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
    ? { ...detail }
    : {}
}

export function offerAnswer({ verb, path, body, effect, confirm, asks }: VerbOffer) {
  const call = { method: 'POST' as const, path, body: { ...body } }
  return { verb, call, effect, confirm, asks }
}
