/** Crossdock lets go of the shop and takes it up again, with the same worker running all the time (B46). */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnv } from '../../src/config/env.ts'
import { connectFromEnv } from '../../src/main/connect.ts'
import type { App } from '../../src/main.ts'
import { disconnect } from '../../src/operations/connection/disconnect.ts'
import { readAudit } from '../../src/store/audit.ts'
import { readConnection } from '../../src/store/connections.ts'
import { runHere } from '../cli/run-here.ts'
import { accountId } from '../http/api-host.ts'
import { eventually } from '../support/eventually.ts'
import { environmentOf } from '../support/product.ts'
import { crashTimeoutMs, type Stage, setStage } from '../support/scenario.ts'
import { openProduct } from './open-product.ts'

let stage: Stage
let app: App

beforeAll(async () => {
  stage = await setStage()
  app = await openProduct(stage.product)
}, crashTimeoutMs)

afterAll(async () => {
  await app?.stop()
  await stage?.strike()
}, crashTimeoutMs)

const owner = { kind: 'cli', user: 'anna' } as const
const key = { kind: 'api-key', keyId: '7f', role: 'operator' } as const
const deps = () => ({ db: app.db, newId: () => 'unused' })

async function connection() {
  const { state, epoch } = (await readConnection(app.db, accountId)) ?? {}
  return { state, epoch }
}

/** Its key was taken up and put back, as often as an outage lets it. */
async function putBack(orderId: string): Promise<boolean> {
  const { rows } = await sql<{ failures: number; losses: number }>`
    select failures, losses from work
    where kind in ('order', 'desk') and (key = ${orderId} or kind = 'desk')
      and run_floor_at is not null
  `.execute(app.db)
  return rows.some(({ failures, losses }) => failures === 0 && losses === 0)
}

describe('disconnecting', () => {
  it('is for the owner, and asks for a yes', async () => {
    const asked = { accountId, confirm: true }
    await expect(disconnect(deps(), key, asked)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const unsaid = { accountId, confirm: false }
    await expect(disconnect(deps(), owner, unsaid)).rejects.toMatchObject({
      code: 'CONFIRMATION_MISSING',
    })
    expect(await connection()).toEqual({ state: 'connected', epoch: 1 })
  })

  it(
    'B46, R-QUARANTINE-6: a worker that runs takes up nothing until it is connected again, in a new epoch',
    async () => {
      const before = await stage.amazon.placeOrder()
      await stage.comesTo(before, 'imported', 'IMPORTED')
      const unsaid = await runHere(['disconnect'], stage.product)
      expect(unsaid).toMatchObject({ code: 1, stderr: expect.stringContaining('--yes') })
      const { code, stdout } = await runHere(['disconnect', '--yes', '--json'], stage.product)
      expect([code, JSON.parse(stdout)]).toEqual([0, { accountId, epoch: 1 }])
      const meanwhile = await stage.amazon.placeOrder()
      await eventually(() => putBack(meanwhile), { what: 'its key, put back' })
      expect(await stage.inShop(meanwhile)).toEqual([])
      await expect(disconnect(deps(), owner, { accountId, confirm: true })).rejects.toMatchObject({
        code: 'NOT_CONNECTED',
      })
      await connectFromEnv(app, readEnv(environmentOf(stage.product)), 'test')
      expect(await connection()).toEqual({ state: 'connected', epoch: 2 })
      await stage.comesTo(meanwhile, 'imported', 'IMPORTED')
      expect(await stage.timesInShop()).toEqual(
        new Map([
          [before, 1],
          [meanwhile, 1],
        ]),
      )
      const actions = (await readAudit(app.db, accountId, 10)).map(({ action }) => action)
      expect(actions).toContain('disconnect')
    },
    crashTimeoutMs,
  )
})
