/** Periodic work that was given up: everybody who may be asked says so, and it comes back. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { revivePeriodic } from '../../src/operations/work/revive-periodic.ts'
import {
  amazonPollKey,
  backfillKey,
  catalogueKey,
  deskKey,
  heldStockKey,
  isPeriodic,
  nightlyKey,
  orderKey,
  productKey,
  purgeKey,
  shopOrderKey,
  shopPollKey,
} from '../../src/reconcile/keys.ts'
import { readDeadPeriodic } from '../../src/store/read/dead-periodic.ts'
import { claim } from '../../src/work/claim.ts'
import { deadLetters } from '../../src/work/dead-letters.ts'
import { type Mark, mark } from '../../src/work/mark.ts'
import { type ApiHost, accountId, numberedId, startApi } from '../http/api-host.ts'
import { stepClocks } from '../work/stepped-clocks.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())
beforeEach(() => sql`delete from work`.execute(api.deps.db))

const periodic = [
  ...[amazonPollKey, shopPollKey, catalogueKey, nightlyKey, heldStockKey, purgeKey].map((key) =>
    key(accountId),
  ),
  deskKey(accountId, 'intake'),
]
const others: readonly Mark[] = [
  orderKey(accountId, numberedId(1), 'intake'),
  productKey(accountId, 'gid://shopify/Product/1'),
  shopOrderKey(accountId, 'gid://shopify/Order/1'),
  backfillKey(accountId, 'a'),
]

async function giveUpAll(): Promise<void> {
  await mark(api.deps.db, [...periodic, ...others])
  await sql`update work set dead_at = app_now(), losses = 5, due_at = 'infinity'`.execute(
    api.deps.db,
  )
}

async function dead(): Promise<string[]> {
  return (await deadLetters(api.deps.db, accountId, { limit: 99 })).map(({ key }) => key).sort()
}

const names = (keys: readonly Mark[]) => keys.map(({ key }) => key).sort()

describe('R-WORK-26: periodic work that was given up', () => {
  it('is what reconcile calls periodic, and nothing else', async () => {
    expect(periodic.filter((key) => !isPeriodic(key))).toEqual([])
    expect(others.filter(isPeriodic)).toEqual([])
    await giveUpAll()
    const found = await readDeadPeriodic(api.deps.db)
    expect(found.map(({ key }) => key).sort()).toEqual(names(periodic))
  })

  it('comes back with a start; orders and what belongs to one wait for a person', async () => {
    await giveUpAll()
    expect(await revivePeriodic(api.deps.db)).toBe(periodic.length)
    expect(await dead()).toEqual(names(others))
    const { rows } = await sql<{ key: string; losses: number }>`
      select key, losses from work where run_at <= app_now() order by key
    `.execute(api.deps.db)
    expect(rows.map(({ key }) => key).sort()).toEqual(names(periodic))
    expect(new Set(rows.map(({ losses }) => losses))).toEqual(new Set([0]))
  })

  it('after five lost leases is told by /readyz, and is due again after the start', async () => {
    const { db } = api.deps
    const clocks = await stepClocks(db)
    const poll = amazonPollKey(accountId)
    const take = () =>
      claim(db, { kinds: ['poll'], worker: 'w', limit: 1, leaseMs: 1_000, newToken: token })
    await mark(db, [poll])
    for (let lost = 0; lost < 6; lost += 1) {
      await take()
      await clocks.passMachine(1_000)
    }
    expect(await dead()).toEqual([poll.key])
    // A mark alone changes nothing, however often it comes.
    await mark(db, [poll])
    expect(await dead()).toEqual([poll.key])
    const told = await api.ask('GET', '/readyz', { as: 'nobody' })
    expect([told.status, told.json.work]).toEqual([200, 'given-up'])
    await revivePeriodic(db)
    const { held } = await take()
    expect(held).toMatchObject([{ key: poll.key, losses: 0 }])
    expect((await api.ask('GET', '/readyz', { as: 'nobody' })).json.work).toBe('ok')
  })
})

let tokens = 0
function token(): string {
  tokens += 1
  return `00000000-0000-4000-8000-${`${tokens}`.padStart(12, '0')}`
}
