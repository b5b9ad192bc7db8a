import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { readAudit } from '../../src/store/audit.ts'
import { saveConcerns } from '../../src/store/order-concerns.ts'
import { openIncident } from '../../src/store/outcomes.ts'
import { accountId } from '../http/api-host.ts'
import { type Crossdock, runCrossdock, startCrossdock } from '../support/product.ts'
import { crashTimeoutMs, type Stage, setStage } from '../support/scenario.ts'
import { runHere } from './run-here.ts'

let stage: Stage
let crossdock: Crossdock
let folder: string

beforeAll(async () => {
  stage = await setStage()
  folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-cli-'))
  await stage.shopify.addProduct({
    title: 'Vase',
    variants: [{ sku: 'VASE', price: '20.00', stock: 9 }],
  })
  crossdock = await startCrossdock(stage.product)
}, crashTimeoutMs)

afterAll(async () => {
  await crossdock?.kill('SIGTERM')
  await stage?.strike()
  await rm(folder, { recursive: true, force: true })
}, crashTimeoutMs)

function run(...args: string[]) {
  return runHere(args, stage.product)
}

/** Runs with --json; fails unless it is done. */
async function json(...args: string[]) {
  const { code, stdout, stderr } = await run(...args, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${code} ${stderr}`)
  return JSON.parse(stdout)
}

/** The only location is chosen at the start; orders that were shipped already need one. */
async function seeLocation(): Promise<void> {
  const { checks } = await json('doctor')
  const line = checks.find((one: { check: string }) => one.check === 'shopify-locations')
  expect(line.state).toBe('ok')
}

describe('the commands', () => {
  it(
    'B80: map, list, export, import and remove, and a held order goes on',
    async () => {
      const lines = [{ sku: 'AMZ-1', title: 'No match', quantity: 1, unitPrice: '20.00' }]
      const orderId = await stage.amazon.placeOrder({ lines })
      await stage.comesTo(orderId, 'held', 'SKU_UNMAPPED')
      const set = await run('map', 'set', 'AMZ-1', 'VASE')
      expect(set.stdout).toMatch(
        /^Mapped AMZ-1[.] 1 held order looks again[.]\nTake it back within a day with: crossdock map undo [0-9a-f-]{36}\n$/,
      )
      await stage.comesTo(orderId, 'imported')
      const list = await run('map', 'list')
      expect(list.stdout).toMatch(/^AMAZON SKU +UNITS +SHOPIFY SKU +PRODUCT\nAMZ-1 +1 +VASE +Vase/)
      const file = path.join(folder, 'mappings.csv')
      await run('map', 'export', '--file', file)
      const csv = await readFile(file, 'utf8')
      expect(csv).toContain('AMZ-1,VASE,gid://shopify/ProductVariant/')
      await writeFile(file, `${csv}AMZ-2,VASE,,2\nAMZ-3,NONE,,1\n`)
      const imported = await run('map', 'import', file)
      expect(imported.code).toBe(1)
      expect(imported.stdout).toContain('2 SKUs mapped.')
      expect(imported.stdout).toContain('line 4: AMZ-3  VARIANT_NOT_FOUND')
      expect((await json('map', 'remove', 'AMZ-2')).amazonSku).toBe('AMZ-2')
      const audit = await readAudit(stage.database.db, accountId, 10)
      expect(audit.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['map-sku', 'import-mappings', 'unmap-sku']),
      )
      expect(audit[0]?.actor).toMatch(/^cli:./)
    },
    crashTimeoutMs,
  )

  it(
    'R-REFUND-20: holds split names its --detail, in the list, the help and each refusal',
    async () => {
      const lines = [{ sku: 'AMZ-9', title: 'No match', quantity: 1, unitPrice: '20.00' }]
      const orderId = id('AmazonOrderId', await stage.amazon.placeOrder({ lines }))
      await stage.comesTo(orderId, 'held', 'SKU_UNMAPPED')
      const detail = { subject: 'shopify-refund:1', money: '9.00 EUR', left: '5.00 EUR' }
      const reason = 'REFUND_OVER_CHARGE'
      const held = { orderId, concern: 'refund', outcome: 'held', reason, againAtMs: null } as const
      await saveConcerns(stage.database.db, accountId, [{ ...held, detail, isQuiet: false }])
      expect((await run('holds', '--order', orderId)).stdout).toMatch(
        /holds split \S+ --subject 'shopify-refund:1' --yes --detail '\[\{"itemId"/,
      )
      const missing = await run('holds', 'split', orderId, '--yes')
      expect([missing.code, missing.stderr]).toEqual([
        2,
        expect.stringContaining('--detail <json>'),
      ])
      for (const text of ['5.00', '{"itemId":"1"}', 'not json']) {
        const refused = await run('holds', 'split', orderId, '--yes', '--detail', text)
        expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/--detail.*/)])
        expect(refused.stderr).toContain('Principal')
      }
    },
    crashTimeoutMs,
  )

  it(
    'settings and lanes: shown, changed, refused',
    async () => {
      const shown = await run('settings', 'show')
      expect(shown.stdout).toContain('stock.whenShort=refuse\n')
      const set = await json('settings', 'set', 'stock.whenShort=claim-anyway', 'import.on=false')
      expect(set.changed.sort()).toEqual(['import.on', 'stock.whenShort'])
      const unknown = await run('settings', 'set', 'stock.whenshort=refuse')
      expect([unknown.code, unknown.stderr]).toEqual([
        1,
        expect.stringContaining('no such setting: whenshort'),
      ])
      expect((await run('settings', 'set', 'nonsense')).code).toBe(2)
      await json('settings', 'set', 'import.on=true')
      const { lanes } = await json('lanes', 'set', 'import', 'watch')
      expect(lanes).toMatchObject({ import: 'watch', refund: 'watch', returns: 'watch' })
      expect((await run('lanes')).stdout).toMatch(/^LANE +STATE\nimport +watch\nship +watch\n/)
      expect((await run('lanes', 'set', 'import', 'maybe')).code).toBe(2)
      await json('lanes', 'set', 'import', 'live')
    },
    crashTimeoutMs,
  )

  it(
    'keys: a key made here opens the API until it is revoked here',
    async () => {
      const { token, keyId } = await json('keys', 'create', '--name', 'till', '--role', 'viewer')
      const ask = async () => {
        const url = /"url":"([^"]+)"/.exec(crossdock.stdout())?.[1]
        const headers = { authorization: `Bearer ${token}` }
        return (await fetch(`${url}/api/orders`, { headers })).status
      }
      expect(await ask()).toBe(200)
      expect((await run('keys', 'list')).stdout).toContain(`${keyId}  viewer  works`)
      await json('keys', 'revoke', keyId)
      expect(await ask()).toBe(401)
      expect((await run('keys', 'create', '--name', 'x')).code).toBe(2)
    },
    crashTimeoutMs,
  )

  it(
    'backfill: waits until it is through, and refuses what cannot be',
    async () => {
      const dayMs = 86_400_000
      const day = (agoDays: number) =>
        new Date(Date.now() - agoDays * dayMs).toISOString().slice(0, 10)
      const spec = {
        createdAgoMs: 20 * dayMs,
        updatedAgoMs: 20 * dayMs,
        status: 'SHIPPED',
      } as const
      const lines = [{ sku: 'VASE', title: 'Vase', quantity: 1, unitPrice: '20.00' }]
      const orderId = await stage.amazon.placeOrder({ ...spec, lines })
      await seeLocation()
      const done = await run('backfill', '--from', day(25), '--to', day(15), '--wait')
      expect(done.code).toBe(0)
      expect(done.stdout).toMatch(/Begun: orders placed from .* UTC to .* UTC\./)
      expect(done.stdout).toContain('done: 1 orders of this window are here.')
      await stage.comesTo(orderId, 'imported')
      const old = await run('backfill', '--from', day(800))
      expect([old.code, old.stderr]).toEqual([1, expect.stringContaining('two years')])
      expect((await run('backfill', '--from', 'yesterday')).code).toBe(2)
      expect((await run('backfill', '--wait')).code).toBe(2)
      expect((await json('backfill')).backfills).toMatchObject([{ state: 'done', ordersSeen: 1 }])
    },
    crashTimeoutMs,
  )

  it(
    'B60: health says when both sides were last heard; dead letters come back by name',
    async () => {
      const health = await json('health')
      expect(health).toMatchObject({ connected: true, deadLetters: 0, alarms: [] })
      expect(health.lastPollMs).toBeGreaterThan(0)
      expect((await run('health')).stdout).toMatch(
        /^Connection +connected\nAmazon read +[\d.]+ s ago/,
      )
      expect((await run('dead', 'list')).stdout).toBe('Nothing was given up.\n')
      expect((await run('dead', 'revive', 'order')).code).toBe(2)
      expect((await run('dead', 'revive', 'order', '306-1234567-7654321')).code).toBe(1)
    },
    crashTimeoutMs,
  )

  it(
    'R-API-10: incidents are listed, shown and closed with a note, once',
    async () => {
      const { db } = stage.database
      await openIncident(db, accountId, { orderId: null, code: 'APP_UNINSTALLED', detail: {} })
      const { incidents } = await json('incidents', 'list')
      const id = `${incidents[0]?.incidentId}`
      expect((await run('incidents')).stdout).toContain('APP_UNINSTALLED')
      expect((await run('incidents', 'close', id)).code).toBe(2)
      expect(await json('incidents', 'close', id, '--note', 'A trial.')).toMatchObject({
        closedBy: expect.stringMatching(/^cli:/),
      })
      expect((await run('incidents', 'show', id)).stdout).toMatch(
        /Closed .* by cli:.*: A trial\.$/m,
      )
      expect((await run('incidents', 'close', id, '--note', 'Again.')).code).toBe(1)
      expect((await run('incidents', 'list')).stdout).toBe('No incident is open.\n')
    },
    crashTimeoutMs,
  )

  it(
    'every command has --json, and wrong usage is 2',
    async () => {
      const list = await json('orders', 'list', '--outcome', 'imported')
      expect(list.orders.length).toBeGreaterThan(0)
      expect(list.orders[0]).toHaveProperty('method', 'FBM')
      const table = await run('orders', 'list')
      for (const row of table.stdout.split('\n')) expect(row.length).toBeLessThanOrEqual(80)
      expect((await run('orders', 'list', '--outcome', 'lost')).code).toBe(2)
      expect((await run('orders', 'list', '--limit', '0')).code).toBe(2)
      const forced = await run('orders', 'export', list.orders[0].orderId, '--force')
      expect([forced.code, forced.stderr]).toEqual([1, expect.stringContaining('--yes')])
    },
    crashTimeoutMs,
  )

  it(
    'the exit codes reach the shell: 0 done, 1 failed, 2 wrong usage',
    async () => {
      const codes = []
      for (const args of [['orders', 'list'], ['orders', 'show', 'x'], ['nonsense']]) {
        codes.push((await runCrossdock(args, stage.product)).code)
      }
      expect(codes).toEqual([0, 1, 2])
    },
    crashTimeoutMs,
  )
})
