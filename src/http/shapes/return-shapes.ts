/** How the API shows what came back of an order, and what replaces what. */
import { z } from '@hono/zod-openapi'
import { returnWindow } from '../../operations/orders/return-window.ts'
import type { OrderPage } from '../../store/read/order-page.ts'
import { isoOf, time } from './answers.ts'

const onAmazonShape = z.object({
  returnId: z.string(),
  goesTo: z.enum(['merchant', 'amazon']),
  status: z.string(),
  reason: z.string().nullable(),
  sku: z.string().nullable(),
  asin: z.string().nullable(),
  quantity: z.number().int(),
  resolution: z.string().nullable(),
  claimed: z.boolean(),
  at: time.nullable(),
  receivedAt: time.nullable(),
})

const inShopShape = z.object({
  gid: z.string(),
  name: z.string(),
  status: z.string(),
  quantity: z.number().int(),
})

/** Parts of an order's page. */
export const returnsShape = {
  returns: z.object({
    onAmazon: z.array(onAmazonShape),
    inShop: z.array(inShopShape),
    knownAt: time.nullable(),
    windowEndsAt: time.nullable(),
  }),
  replaces: z.object({ orderId: z.string(), kind: z.enum(['replacement', 'exchange']) }).nullable(),
  replacedBy: z.array(z.string()),
}

export function returnsAnswer(page: OrderPage) {
  const { observed, returns } = page
  return {
    returns: {
      onAmazon: returns.onAmazon.map((one) => ({
        ...{ returnId: one.returnId, goesTo: one.side, status: one.status, reason: one.reason },
        ...{ sku: one.sku, asin: one.asin, quantity: one.quantity, resolution: one.resolution },
        ...{ claimed: one.claimed, at: isoOf(one.atMs), receivedAt: isoOf(one.receivedAtMs) },
      })),
      inShop: returns.inShop.map(({ gid, name, status, lines }) => ({
        ...{ gid, name, status },
        quantity: lines.reduce((all, line) => all + line.quantity, 0),
      })),
      knownAt: isoOf(returns.asOfMs),
      windowEndsAt: isoOf(returnWindow(page)?.untilMs ?? null),
    },
    replaces: observed?.replaces ?? null,
    replacedBy: [...returns.replacedBy],
  }
}
