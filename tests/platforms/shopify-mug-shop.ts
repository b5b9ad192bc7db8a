/** A shop of two locations with one mug in stock and one that is not, and what a test does to it. */

import { z } from 'zod'
import { type AmazonOrderId, id, type VariantGid } from '../../src/core/ids.ts'
import type { ShopifyOrder, ShopifyOrderDraft } from '../../src/core/orders/shopify-order.ts'
import { ensureAmazonIdDefinition } from '../../src/platforms/shopify/amazon-id-definition.ts'
import { locations, pageVariants } from '../../src/platforms/shopify/catalogue.ts'
import { type CreateAnswer, createOrder } from '../../src/platforms/shopify/create-order.ts'
import { draft, draftLine, personal } from './shopify-drafts.ts'
import type { SimulatedShop } from './shopify-simulated-shop.ts'

export type MugShop = {
  readonly mug: VariantGid
  readonly scarce: VariantGid
  /** A draft over two mugs, of another Amazon order each time. */
  nextDraft(change?: Partial<ShopifyOrderDraft>): ShopifyOrderDraft
  create(one: ShopifyOrderDraft, facts?: ReturnType<typeof personal> | null): Promise<CreateAnswer>
  /** The orders that stand in the shop, past every index and look-up. */
  ordersWith(orderId: AmazonOrderId): Promise<unknown[]>
}

const standing = z.object({ orders: z.array(z.unknown()) })

export async function openMugShop(shop: SimulatedShop): Promise<MugShop> {
  await shop.act('reset')
  await shop.act('locations', { name: 'Warehouse' })
  await shop.act('locations', { name: 'Store' })
  await shop.act('products', product('Enamel Mug', 'MUG-1', 30))
  await shop.act('products', product('Rare Mug', 'RARE-1', 0))
  await ensureAmazonIdDefinition(shop.client, shop.deadlines())
  const { variants } = await pageVariants(shop.client, null, shop.deadlines())
  const [first] = await locations(shop.client, shop.deadlines())
  const withSku = (sku: string): VariantGid => {
    const found = variants.find((variant) => variant.sku === sku)
    if (!found) throw new Error(`no variant ${sku}`)
    return found.variantGid
  }
  const mug = withSku('MUG-1')
  let count = 0
  return {
    mug,
    scarce: withSku('RARE-1'),
    nextDraft: (change = {}) => {
      count += 1
      const orderId = id('AmazonOrderId', `302-1234567-${String(count).padStart(7, '0')}`)
      return draft({ orderId, lines: [draftLine({ variantGid: mug })], ...change })
    },
    create: (one, facts = personal()) => {
      const request = { draft: one, personal: facts, fulfilledFrom: first?.locationGid ?? null }
      return createOrder(shop.client, request, shop.deadlines())
    },
    ordersWith: async (orderId) => {
      return standing.parse(await shop.ask(`orders?sourceIdentifier=${orderId}`)).orders
    },
  }
}

/** The order of an answer that must be done. */
export function doneOrder(answer: CreateAnswer): ShopifyOrder {
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer))
  return answer.order
}

function product(title: string, sku: string, stock: number) {
  return { title, variants: [{ sku, price: '12.50', tracked: true, policy: 'DENY', stock }] }
}
