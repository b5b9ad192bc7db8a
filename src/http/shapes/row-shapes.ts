/** How the API shows an order of either platform in the one list. Personal data is in none of these. */
import { z } from '@hono/zod-openapi'
import { ownStandingOf, standingOf } from '../../operations/list/describe-row.ts'
import type { AmazonRow, OrderRow, OwnRow } from '../../store/read/order-rows.ts'
import { isoOf, moneyShape, time } from './answers.ts'
import { moneyAnswer, orderAnswer, shopifyUrl } from './order-shapes.ts'

export const rowShape = z
  .object({
    key: z.string(),
    channel: z.enum(['amazon', 'shopify']),
    orderId: z.string().nullable(),
    shopifyName: z.string().nullable(),
    shopifyGid: z.string().nullable(),
    amazonUrl: z.string().nullable(),
    shopifyUrl: z.string().nullable(),
    at: time,
    marketplaceId: z.string().nullable(),
    marketplace: z.string().nullable(),
    method: z.enum(['FBA', 'SFP', 'FBM']).nullable(),
    service: z.string().nullable(),
    programs: z.array(z.string()),
    units: z.number().int().nullable(),
    total: moneyShape.nullable(),
    shipBy: time.nullable(),
    status: z.string().nullable(),
    fulfillment: z.string().nullable(),
    financial: z.string().nullable(),
    lane: z.enum([
      'crossed',
      'moving',
      'waiting',
      'held',
      'stays-amazon',
      'stays-shopify',
      'cancelled',
    ]),
    code: z.string(),
    title: z.string(),
    text: z.string(),
    hold: z
      .object({
        concern: z.string(),
        code: z.string(),
        title: z.string(),
        since: time,
        more: z.number().int(),
      })
      .nullable(),
    verbs: z.array(z.string()),
  })
  .openapi('OrderRow')

type RowAnswer = z.input<typeof rowShape>

export function rowAnswer(row: OrderRow, shop: string | null): RowAnswer {
  return row.is === 'amazon' ? amazonAnswer(row, shop) : ownAnswer(row, shop)
}

function amazonAnswer(row: AmazonRow, shop: string | null): RowAnswer {
  const order = orderAnswer(row, shop)
  const { hold, verbs, ...standing } = standingOf(row)
  const { orderId, shopifyName, shopifyGid, amazonUrl, marketplaceId, marketplace } = order
  const { method, programs, units, total, shipBy, status } = order
  return {
    ...{ key: row.key, channel: 'amazon', orderId, shopifyName, shopifyGid, amazonUrl },
    ...{ shopifyUrl: order.shopifyUrl, marketplaceId, marketplace, method, programs, units },
    ...{ total, shipBy, status, fulfillment: null, financial: null, service: row.serviceLevel },
    at: order.placedAt ?? order.firstSeenAt,
    ...standing,
    hold: hold === null ? null : holdAnswer(hold),
    verbs: [...verbs],
  }
}

function holdAnswer({ sinceMs, ...hold }: NonNullable<ReturnType<typeof standingOf>['hold']>) {
  return { ...hold, since: isoOf(sinceMs) }
}

function ownAnswer(row: OwnRow, shop: string | null): RowAnswer {
  return {
    ...{ key: row.key, channel: 'shopify', orderId: null, shopifyName: row.name },
    ...{ shopifyGid: row.gid, amazonUrl: null, shopifyUrl: shopifyUrl(row.gid, shop) },
    ...{ marketplaceId: null, marketplace: null, method: null, service: null, programs: [] },
    units: row.units,
    total: moneyAnswer({ amountMinor: row.totalMinor, currency: row.currency }),
    ...{ shipBy: null, status: null, fulfillment: row.fulfillment, financial: row.financial },
    at: isoOf(row.placedAtMs),
    ...ownStandingOf(row),
    ...{ hold: null, verbs: [] },
  }
}
