/** How the API shows orders. Personal data is in none of these. */
import { z } from '@hono/zod-openapi'
import { id } from '../../core/ids.ts'
import { formatDecimal, type Money } from '../../core/money.ts'
import { describeOrder } from '../../operations/orders/describe-order.ts'
import type { OrderSummary } from '../../store/read/order-list.ts'
import { outcomeNames } from '../../store/read/order-list.ts'
import { isoOf, moneyShape, time } from './answers.ts'

export const holdShape = z
  .object({
    code: z.string(),
    title: z.string(),
    text: z.string(),
    fix: z.string(),
    page: z.string(),
  })
  .openapi('Hold')

export const orderShape = z
  .object({
    orderId: z.string().openapi({ example: '306-1234567-7654321' }),
    placedAt: time.nullable(),
    firstSeenAt: time,
    status: z.string().nullable().openapi({ description: "Amazon's own word" }),
    method: z.enum(['FBA', 'SFP', 'FBM']).nullable(),
    programs: z.array(z.string()),
    marketplaceId: z.string().nullable(),
    marketplace: z.string().nullable(),
    units: z.number().int().nullable(),
    total: moneyShape.nullable(),
    shipBy: time.nullable(),
    outcome: z.enum(outcomeNames),
    reason: z.string().nullable(),
    reasonText: z.string(),
    hold: holdShape.nullable(),
    verbs: z.array(z.string()).openapi({ description: 'What a person can do now' }),
    againAt: time.nullable().openapi({ description: 'When it is looked at by itself' }),
    decidedAt: time.nullable(),
    importedAt: time.nullable(),
    shopifyGid: z.string().nullable(),
    shopifyName: z.string().nullable(),
    shopifyUrl: z.string().nullable(),
    amazonUrl: z.string(),
  })
  .openapi('Order')

export type OrderAnswer = z.input<typeof orderShape>

/** `shop`: the shop's own domain, for the link; null leaves it out. */
export function orderAnswer(order: OrderSummary, shop: string | null): OrderAnswer {
  const { method, reasonText, hold, verbs, amazonUrl } = describeOrder(order)
  return {
    orderId: order.orderId,
    placedAt: isoOf(order.placedAtMs),
    firstSeenAt: isoOf(order.firstSeenMs),
    status: order.status,
    method,
    programs: [...order.programs],
    marketplaceId: order.marketplaceId,
    marketplace: order.marketplaceName,
    units: order.units,
    total: totalOf(order),
    shipBy: isoOf(order.shipByMs),
    outcome: order.outcome,
    reason: order.reason,
    reasonText,
    hold,
    verbs: [...verbs],
    againAt: isoOf(order.againAtMs),
    decidedAt: isoOf(order.decidedAtMs),
    importedAt: isoOf(order.importedAtMs),
    shopifyGid: order.shopifyGid,
    shopifyName: order.shopifyName,
    shopifyUrl: shopifyUrl(order.shopifyGid, shop),
    amazonUrl,
  }
}

export function shopifyUrl(gid: string | null, shop: string | null): string | null {
  if (gid === null || shop === null) return null
  return `https://${shop}/admin/orders/${id('ShopifyOrderGid', gid).split('/').at(-1)}`
}

function totalOf(order: OrderSummary): z.input<typeof moneyShape> | null {
  if (order.totalMinor === null || order.currency === null) return null
  return moneyAnswer({ amountMinor: order.totalMinor, currency: order.currency })
}

export function moneyAnswer(money: Money): z.input<typeof moneyShape>
export function moneyAnswer(money: Money | null): z.input<typeof moneyShape> | null
export function moneyAnswer(money: Money | null): z.input<typeof moneyShape> | null {
  return money === null ? null : { amount: formatDecimal(money), currency: money.currency }
}
