import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckLine } from '../../src/operations/doctor/check-line.ts'
import { openProduct } from '../operations/open-product.ts'
import { type ProductOptions, startCrossdock } from '../support/product.ts'
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
    'B25: R-WORK-26: periodic work that was given up fails, with the command that brings it back',
    async () => {
      const { db } = stage.database
      await sql`
        update work set dead_at = app_now(), last_error_code = 'LOST'
        where kind = 'poll' and key = 'amazon-orders'
      `.execute(db)
      const { code, of } = await doctor()
      expect(code).toBe(1)
      expect(of('periodic-work')).toMatchObject({
        state: 'failed',
        text: expect.stringContaining('poll amazon-orders (LOST)'),
        fix: expect.stringContaining('crossdock dead revive poll amazon-orders'),
      })
      const revive = ['dead', 'revive', 'poll', 'amazon-orders']
      expect(await runHere(revive, stage.product)).toMatchObject({ code: 0 })
      expect((await doctor()).of('periodic-work')?.state).toBe('ok')
    },
    crashTimeoutMs,
  )

  it(
    'B25: knows the webhooks that a start subscribes at a simulator of this machine',
    async () => {
      expect((await doctor()).of('shopify-webhooks')).toMatchObject({
        state: 'warning',
        text: expect.stringContaining('ORDERS_CREATE'),
      })
      const crossdock = await startCrossdock(stage.product)
      try {
        expect((await doctor()).of('shopify-webhooks')?.state).toBe('ok')
      } finally {
        await crossdock.kill('SIGTERM')
      }
      const elsewhere = { CROSSDOCK_PUBLIC_URL: 'https://bridge.example' }
      expect((await doctor(elsewhere)).of('shopify-webhooks')?.state).toBe('warning')
    },
    crashTimeoutMs,
  )

  it(
    'R-IMPORT-34: names each location and the whole command when a person has to choose',
    async () => {
      const only = (await doctor()).of('shopify-locations')
      expect([only?.state, only?.text]).toEqual(['ok', expect.stringContaining('Malmö warehouse')])
      await runHere(['settings', 'set', 'fulfillment.locations=[]'], stage.product)
      const { locationId } = (await stage.shopify.act('locations', { name: 'Store' })) as {
        locationId: string
      }
      const open = (await doctor()).of('shopify-locations')
      expect(open?.state).toBe('warning')
      expect(open?.text).toContain(`Store (${locationId})`)
      const command = open?.fix?.split('\n').at(-1) ?? ''
      const set = /^crossdock settings set '(.*)'$/.exec(command)?.[1] ?? ''
      expect(await runHere(['settings', 'set', set], stage.product)).toMatchObject({ code: 0 })
      expect((await doctor()).of('shopify-locations')?.state).toBe('ok')
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
