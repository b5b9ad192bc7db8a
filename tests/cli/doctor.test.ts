import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckLine } from '../../src/operations/doctor/check-line.ts'
import { openProduct } from '../operations/open-product.ts'
import type { ProductOptions } from '../support/product.ts'
import { crashTimeoutMs, type Stage, setStage } from '../support/scenario.ts'
import { runHere } from './run-here.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
}, crashTimeoutMs)

afterAll(() => stage?.strike(), crashTimeoutMs)

type Examined = {
  readonly code: number | string
  readonly of: (check: string) => CheckLine | undefined
  readonly lines: readonly CheckLine[]
}

async function doctor(env: ProductOptions['env'] = {}): Promise<Examined> {
  const { code, stdout, stderr } = await runHere(['doctor', '--json'], {
    ...stage.product,
    env,
  })
  if (stdout === '') throw new Error(stderr)
  const lines: CheckLine[] = JSON.parse(stdout).checks
  return { code, lines, of: (check) => lines.find((line) => line.check === check) }
}

describe('doctor', () => {
  it(
    'B25: before anything is connected, each prerequisite is ok or says the fix',
    async () => {
      const { code, lines } = await doctor()
      expect(code).toBe(0)
      expect(lines.map(({ check }) => check)).toEqual(
        expect.arrayContaining([
          ...['database', 'clock', 'key'],
          ...['amazon-credentials', 'amazon-plan', 'amazon-marketplaces', 'amazon-personal-data'],
          ...['amazon-queue', 'shopify-credentials', 'shopify-scopes', 'shopify-plan'],
          ...['shopify-locations', 'shopify-definition', 'shopify-webhooks', 'other-apps'],
        ]),
      )
      for (const line of lines.filter(({ state }) => state === 'warning' || state === 'failed')) {
        expect(line.fix, line.check).toMatch(/\w{3}/)
      }
    },
    crashTimeoutMs,
  )

  it(
    'B25: wrong secrets, a refusing queue and a database that is away are named, each with its fix',
    async () => {
      const wrong = await doctor({
        AMAZON_CLIENT_SECRET: 'wrong',
        SHOPIFY_CLIENT_SECRET: 'wrong',
        AMAZON_SQS_QUEUE_URL: `${stage.product.addresses.sqsUrl}/123456789012/none`,
      })
      expect(wrong.code).toBe(1)
      expect(wrong.of('amazon-credentials')).toMatchObject({
        state: 'failed',
        page: 'docs/operating/problems/amazon-credentials-refused.md',
      })
      expect(wrong.of('amazon-plan')?.state).toBe('skipped')
      expect(wrong.of('shopify-credentials')).toMatchObject({
        state: 'failed',
        fix: expect.stringContaining('SHOPIFY_CLIENT_SECRET'),
      })
      expect(wrong.of('amazon-queue')?.state).toBe('failed')
      const away = await doctor({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
      expect([away.code, away.lines.map(({ check, state }) => [check, state])]).toEqual([
        1,
        [['database', 'failed']],
      ])
    },
    crashTimeoutMs,
  )

  it(
    'B25: a missing scope is named with what it is for',
    async () => {
      await stage.shopify.act('scopes/remove', { scope: 'read_locations' })
      await stage.shopify.act('scopes/remove', { scope: 'write_orders' })
      const { code, lines } = await doctor()
      await stage.shopify.act('scopes/grant', { scope: 'read_locations' })
      await stage.shopify.act('scopes/grant', { scope: 'write_orders' })
      expect(code).toBe(1)
      const failed = lines.filter(
        (line) => line.check === 'shopify-scopes' && line.state === 'failed',
      )
      const texts = failed.map(({ text }) => text).join(' ')
      expect(texts).toContain('write_orders')
      expect(texts).toContain('create orders')
    },
    crashTimeoutMs,
  )

  it(
    'B25d: a vendor account is declined by name',
    async () => {
      await stage.amazon.settings({ accountKind: 'vendor' })
      const { code, of } = await doctor()
      await stage.amazon.settings({ accountKind: 'seller' })
      expect(code).toBe(1)
      expect(of('amazon-plan')).toMatchObject({
        state: 'failed',
        text: expect.stringContaining('Vendor Central not supported'),
      })
    },
    crashTimeoutMs,
  )

  it(
    'B25c: an individual plan fails; a missing personal-data role is told by name, and the rest works',
    async () => {
      await stage.amazon.settings({ sellingPlan: 'INDIVIDUAL' })
      const individual = await doctor()
      expect(individual.of('amazon-plan')?.text).toContain('individual')
      expect(individual.code).toBe(1)
      await stage.amazon.settings({ sellingPlan: 'PROFESSIONAL', directToConsumerRole: false })
      const settings = { import: { addressWaitMinutes: 0 } }
      const app = await openProduct({ ...stage.product, settings })
      try {
        const orderId = await stage.amazon.placeOrder()
        await stage.comesTo(orderId, 'imported')
      } finally {
        await app.stop()
      }
      const { code, of } = await doctor()
      expect(code).toBe(0)
      expect(of('amazon-personal-data')).toMatchObject({
        state: 'warning',
        text: expect.stringContaining('Direct-to-Consumer Delivery'),
        page: 'docs/operating/problems/amazon-personal-data-missing.md',
      })
    },
    crashTimeoutMs,
  )

  it(
    'names another app that still writes Amazon orders',
    async () => {
      await stage.shopify.createAsOtherApp({
        appName: 'Other Bridge',
        sourceIdentifier: '306-7777777-0000009',
        lines: [{ title: 'Vase', quantity: 1, price: '20.00' }],
      })
      const app = await openProduct(stage.product)
      try {
        const orderId = await stage.amazon.placeOrder()
        await stage.comesTo(orderId, 'imported')
      } finally {
        await app.stop()
      }
      const { of } = await doctor()
      expect(of('other-apps')).toMatchObject({
        state: 'warning',
        text: expect.stringContaining('Other Bridge (1)'),
      })
    },
    crashTimeoutMs,
  )
})
