/**
 * A worker that stands still (SIGSTOP: a frozen machine, a long pause) and wakes after its lease was given
 * to another. What it had not sent it may not send any more; what it had sent is still written down.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type Crossdock, startCrossdock } from '../support/product.ts'
import {
  attemptStates,
  crashTimeoutMs,
  crowdedEnv,
  openIncidents,
  placeOrders,
  type Stage,
  setStage,
} from '../support/scenario.ts'

const timeout = { timeout: crashTimeoutMs }
const env = crowdedEnv

const moments = [
  { moment: 'before its intent', failpoint: 'before-intent:stop', attempts: ['done'] },
  { moment: 'after its intent', failpoint: 'after-intent:stop', attempts: ['disproved', 'done'] },
] as const

test.concurrent.for(moments)(
  'R-FLOW-3: stopped $moment, it wakes to find the order finished by another and sends nothing',
  timeout,
  async ({ failpoint, attempts }) => {
    const stage = await setStage()
    const stopped = await startCrossdock({
      ...stage.product,
      env: { ...env, CROSSDOCK_FAILPOINT: failpoint },
    })
    const [id = ''] = await placeOrders(stage.amazon, 1)
    // A worker that runs extends its leases.
    await eventually(() => leaseRanOut(stage, id), { what: 'the end of the lease' })

    const other = await startCrossdock({ ...stage.product, env }, 'worker')
    await stage.comesTo(id, 'imported', 'IMPORTED')
    expect(await attemptStates(stage.database)).toEqual(attempts)
    await other.kill('SIGTERM')
    // Awake it works on, as a new order shows; its end waits for what it had begun.
    stopped.child.kill('SIGCONT')
    const [later = ''] = await placeOrders(stage.amazon, 1)
    await stage.comesTo(later, 'imported', 'IMPORTED')
    await stopped.kill('SIGTERM')
    expect(await stage.timesInShop()).toEqual(new Map([id, later].map((one) => [one, 1])))
    expect(await stage.shopify.journal({ on: 'shopify.orderCreate' })).toHaveLength(2)
    expect(await attemptStates(stage.database)).toEqual([...attempts, 'done'])
    // The lease stops it quietly; the ledger, which would refuse it too, is not asked.
    // A poll that stood still in a transaction may lose its connection, and says so.
    expect(stopped.stderr()).not.toMatch(/"kind":"order".*a run threw/)
    expect(await openIncidents(stage.database)).toEqual([])
    await stage.strike()
  },
)

const pauses = [
  { length: 'lease', isOver: 'lease_until < machine_now()' },
  { length: 'deadline', isOver: 'answer_by < machine_now()' },
] as const

test.concurrent.for(pauses)(
  'R-FLOW-4: stopped after its create was sent, longer than its $length, it still records the answer',
  timeout,
  async ({ isOver }) => {
    const stage = await setStage()
    const crossdock = await startCrossdock({ ...stage.product, env })
    await stage.shopify.addFault({ on: 'shopify.orderCreate', fault: 'slow', delayMs: 1_500 })
    const [id = ''] = await placeOrders(stage.amazon, 1)
    await eventually(async () => (await stage.inShop(id)).length === 1)
    crossdock.child.kill('SIGSTOP')
    expect(await attemptStates(stage.database)).toEqual(['intended'])
    await eventually(() => holds(stage, isOver), { what: isOver })

    crossdock.child.kill('SIGCONT')
    await eventually(async () => (await attemptStates(stage.database))[0] === 'done')
    await stage.comesTo(id, 'imported', 'IMPORTED')
    await expectQuietEnd(stage, crossdock, id)
  },
)

async function expectQuietEnd(stage: Stage, crossdock: Crossdock, id: string): Promise<void> {
  await crossdock.kill('SIGTERM')
  expect(await attemptStates(stage.database)).toEqual(['done'])
  expect(await stage.timesInShop()).toEqual(new Map([[id, 1]]))
  expect(await stage.shopify.journal({ on: 'shopify.orderCreate' })).toHaveLength(1)
  expect(await openIncidents(stage.database)).toEqual([])
  await stage.strike()
}

async function holds({ database }: Stage, condition: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from attempt a join work w on a.effect_key like '%' || w.key || '%'
    where ${sql.raw(condition)}
  `.execute(database.db)
  return rows.length > 0
}

async function leaseRanOut({ database }: Stage, orderId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from work where key = ${orderId} and lease_until < machine_now()
  `.execute(database.db)
  return rows.length > 0
}
