import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainOrder } from '../../src/cli/explain/explain-order.ts'
import { id } from '../../src/core/ids.ts'
import type { App } from '../../src/main.ts'
import { readOrderPage } from '../../src/store/read/order-page.ts'
import { accountId } from '../http/api-host.ts'
import { openProduct } from '../operations/open-product.ts'
import { eventually } from '../support/eventually.ts'
import { crashTimeoutMs, type Stage, setStage } from '../support/scenario.ts'
import { runHere } from './run-here.ts'

let stage: Stage
let app: App
/** The shop's other app was quicker. */
const adoptable = '306-7777777-0000001'
let chosen = ''
let made: { readonly name: string }

beforeAll(async () => {
  stage = await setStage()
  const { locationId } = (await stage.shopify.act('locations', { name: 'Chosen' })) as {
    locationId: string
  }
  chosen = locationId
  const inBoth = { ...vase('VASE-2', 0), stock: { 'Malmö warehouse': 9, Chosen: 9 } }
  const variants = [vase('VASE', 9), vase('VASE-0', 0), inBoth]
  await stage.shopify.addProduct({ title: 'Vase', variants })
  made = await stage.shopify.createAsOtherApp({
    appName: 'Other Bridge',
    sourceIdentifier: adoptable,
    currency: 'EUR',
    lines: [{ sku: 'VASE', quantity: 1, price: '20.00' }],
  })
  app = await openProduct(stage.product)
}, crashTimeoutMs)

afterAll(async () => {
  await app?.stop()
  await stage?.strike()
}, crashTimeoutMs)

function vase(sku: string, stock: number) {
  return { sku, price: '20.00', stock, options: [{ name: 'Size', value: sku }] }
}

function line(sku: string, quantity = 1) {
  return { lines: [{ sku, title: 'Vase', quantity, unitPrice: '20.00' }] }
}

async function explain(orderId: string): Promise<string> {
  const page = await readOrderPage(app.db, accountId, id('AmazonOrderId', orderId))
  if (page === null) throw new Error('the order is not known')
  return explainOrder(page)
}

/** Sentences may be broken over lines. */
function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}

describe('orders explain reads like an answer to "why?"', () => {
  it(
    'B87: of an imported order: seen, decided, matched, called, answered',
    async () => {
      const orderId = await stage.amazon.placeOrder(line('VASE', 2))
      const { shopifyName } = await stage.comesTo(orderId, 'imported')
      const text = await explain(orderId)
      expect(text.split('\n')[0]).toContain(`Order ${orderId} is in Shopify as ${shopifyName}`)
      const said = flat(text)
      const inOrder = [
        'Amazon told by notification that it changed',
        'Seen by',
        'Import: CREATE. Everything fits: the order is created in Shopify.',
        'Import: IMPORTED.',
        '2 × VASE: Vase, VASE, by same SKU.',
        'Shopify was asked to create the order (orderCreate, claiming stock, refused when short).',
        'Shopify answered: created (gid://shopify/Order/',
        'Nothing more is to be imported',
      ]
      const places = inOrder.map((sentence) => said.indexOf(sentence))
      expect(places.every((place) => place >= 0)).toBe(true)
      expect(places).toEqual(places.toSorted((left, right) => left - right))
      expect(said).not.toContain('What you can do')
      for (const row of text.split('\n')) expect(row.length).toBeLessThanOrEqual(80)
    },
    crashTimeoutMs,
  )

  it(
    'B82: of a held order: the exact words, the SKU, what is needed and there, and what to do',
    async () => {
      const orderId = await stage.amazon.placeOrder(line('VASE-0', 2))
      await stage.comesTo(orderId, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
      const text = await eventually(async () => {
        const said = flat(await explain(orderId))
        return said.includes('It is looked at again at') ? said : undefined
      })
      expect(text).toMatch(
        new RegExp(
          `^Order ${orderId} is held: Unable to reserve inventory\\. VASE-0: needed 2, available 0 at `,
        ),
      )
      expect(text).toContain('Shopify refused: Unable to reserve inventory.')
      expect(text).toContain('It goes on by itself when Shopify tells that stock came.')
      expect(text).toContain('Then ship-by is near, and it is created although stock is short.')
      expect(text).toContain(`crossdock orders export ${orderId} --force --yes`)
    },
    crashTimeoutMs,
  )

  it(
    'B77: of an FBA order: listed here alone, and why',
    async () => {
      const orderId = await stage.amazon.placeOrder({ ...line('VASE'), fulfilledBy: 'AMAZON' })
      await stage.comesTo(orderId, 'resting', 'FBA_LISTED')
      const text = flat(await explain(orderId))
      expect(text).toContain(
        `Order ${orderId} is not in Shopify, and need not be: Amazon fulfils this order; it is listed here`,
      )
      expect(text).toContain('fulfilled by Amazon (FBA)')
      expect(text).toContain('Nothing: Amazon ships it.')
    },
    crashTimeoutMs,
  )

  it(
    'B49: of a pending order: what it waits for',
    async () => {
      const orderId = await stage.amazon.placeOrder({ ...line('VASE'), status: 'PENDING' })
      await stage.comesTo(orderId, 'resting', 'PENDING')
      const text = flat(await explain(orderId))
      expect(text).toContain('Amazon has not confirmed the payment; the units are reserved')
      expect(text).toContain('It goes on by itself when Amazon confirms the payment.')
    },
    crashTimeoutMs,
  )

  it(
    'of an adopted order: which app had made it',
    async () => {
      const orderId = adoptable
      await stage.amazon.placeOrder({ ...line('VASE'), orderId })
      await stage.comesTo(orderId, 'adopted')
      const text = flat(await explain(orderId))
      expect(text).toContain(
        `is in Shopify as ${made.name}: Other Bridge had created it, and Crossdock has taken it over`,
      )
      expect(text).toContain('Import: ADOPT. Another app had created the same order')
      expect(await stage.inShop(orderId)).toHaveLength(1)
    },
    crashTimeoutMs,
  )

  it(
    'of an order that was moved to the chosen location: which call, and that it was done',
    async () => {
      await runHere(['settings', 'set', `fulfillment.locations=["${chosen}"]`], stage.product)
      const orderId = await stage.amazon.placeOrder(line('VASE-2'))
      await stage.comesTo(orderId, 'imported', 'IMPORTED')
      await runHere(['settings', 'set', 'fulfillment.locations=[]'], stage.product)
      const said = flat(await explain(orderId))
      const inOrder = [
        'Shopify answered: created (gid://shopify/Order/',
        `Shopify was asked to move the goods to ${chosen} (fulfillmentOrderMove).`,
        'Shopify answered: moved.',
      ]
      const places = inOrder.map((sentence) => said.indexOf(sentence))
      expect(places.every((place) => place >= 0)).toBe(true)
      expect(places).toEqual(places.toSorted((left, right) => left - right))
    },
    crashTimeoutMs,
  )

  it(
    'B87: --json prints the decision trace, and an id that is none is a clear error',
    async () => {
      const lines = [{ sku: 'NONE', title: 'Nothing like it', quantity: 1, unitPrice: '20.00' }]
      const orderId = await stage.amazon.placeOrder({ lines })
      await stage.comesTo(orderId, 'held', 'SKU_UNMAPPED')
      const told = await runHere(['orders', 'explain', orderId, '--json'], stage.product)
      expect(told.code).toBe(0)
      const json = JSON.parse(told.stdout)
      expect(json).toMatchObject({ orderId, outcome: 'held', hold: { code: 'SKU_UNMAPPED' } })
      const kinds: string[] = json.trace.map((row: { kind: string }) => row.kind)
      expect(kinds).toEqual(expect.arrayContaining(['heard', 'seen', 'decided']))
      expect(json.trace.at(-1).body).toMatchObject({ outcome: 'held', reason: 'SKU_UNMAPPED' })
      const wrong = await runHere(['orders', 'explain', 'x', '--json'], stage.product)
      expect([wrong.code, JSON.parse(wrong.stderr).error.code]).toEqual([1, 'ORDER_ID_MALFORMED'])
    },
    crashTimeoutMs,
  )
})
