import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import type { Actor } from '../../src/operations/actor.ts'
import { OperationError } from '../../src/operations/operation-error.ts'
import { approveAdoption } from '../../src/operations/orders/approve-adoption.ts'
import { createSeparateOrder } from '../../src/operations/orders/create-separate-order.ts'
import { dismissHold } from '../../src/operations/orders/dismiss-hold.ts'
import { exportOrder } from '../../src/operations/orders/export-order.ts'
import { forceExportOrder } from '../../src/operations/orders/force-export-order.ts'
import { backfillMark, orderMark } from '../../src/operations/work-keys.ts'
import { backfillKey, orderKey } from '../../src/reconcile/keys.ts'
import { readAudit } from '../../src/store/audit.ts'
import { loadOrderRows } from '../../src/store/order-views.ts'
import { readingBegins } from '../../src/store/reading-times.ts'
import { saveShopOrders } from '../../src/store/shop-orders.ts'
import { readTraces } from '../../src/store/traces.ts'
import { type ApiHost, accountId, numberedId, owner, startApi } from '../http/api-host.ts'
import { shopifyOrder } from '../support/order-samples.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const viewer: Actor = { kind: 'api-key', keyId: 'f00', role: 'viewer' }

/** The code of what it throws. */
async function refusal(run: Promise<unknown>): Promise<string> {
  try {
    await run
  } catch (error) {
    if (error instanceof OperationError) return error.code
    throw error
  }
  return 'nothing was refused'
}

async function held(number: number, reason = 'SKU_UNMAPPED'): Promise<string> {
  const orderId = numberedId(number)
  return api.store({ order: { orderId }, outcome: { outcome: 'held', reason } })
}

async function workOf(orderId: string) {
  const { rows } = await sql<{ seq: number; due: boolean; dead: boolean }>`
    select seq, due_at <= app_now() as due, dead_at is not null as dead from work
    where kind = 'order' and key = ${orderId}
  `.execute(api.database.db)
  return rows[0]
}

async function inputsOf(orderId: string) {
  const { rows } = await sql<{ kind: string; by_whom: string; used_at: number | null }>`
    select kind, by_whom, used_at from person_input where amazon_order_id = ${orderId} order by at
  `.execute(api.database.db)
  return rows
}

describe('a decision of a person', () => {
  it('R-API-8: leaves its input, an audit row, a trace row and a mark, all or none', async () => {
    const orderId = await held(1)
    await exportOrder(api.deps, owner, { accountId, orderId })
    expect(await inputsOf(orderId)).toEqual([
      { kind: 'export', by_whom: 'cli:anna', used_at: null },
    ])
    const [audit] = await readAudit(api.database.db, accountId, 1)
    expect(audit).toMatchObject({ actor: 'cli:anna', action: 'export', subject: orderId })
    const traces = await readTraces(api.database.db, accountId, id('AmazonOrderId', orderId), 9)
    const byPerson = traces.filter(({ kind }) => kind === 'person')
    expect(byPerson.map(({ body }) => body.decision)).toEqual(['export'])
    expect(await workOf(orderId)).toMatchObject({ due: true })
    // A transaction that cannot end leaves none of them.
    const other = await held(2)
    const broken = { ...api.deps, newId: () => null as unknown as string }
    await expect(exportOrder(broken, owner, { accountId, orderId: other })).rejects.toThrow()
    expect(await inputsOf(other)).toEqual([])
    expect(await workOf(other)).toBeUndefined()
    expect((await readAudit(api.database.db, accountId, 1))[0]?.subject).toBe(orderId)
  })

  it('R-API-8: the same wish twice waits once; a later other wish is not lost', async () => {
    const orderId = await held(3, 'UNABLE_TO_RESERVE_INVENTORY')
    const ask = () => exportOrder(api.deps, owner, { accountId, orderId })
    const [first, second] = await Promise.all([ask(), ask()])
    expect([first.isNew, second.isNew].sort()).toEqual([false, true])
    expect(first.inputId).toBe(second.inputId)
    await forceExportOrder(api.deps, owner, { accountId, orderId, confirm: true })
    await ask()
    expect((await inputsOf(orderId)).map(({ kind }) => kind)).toEqual([
      'export',
      'force-export',
      'export',
    ])
  })

  it('R-API-8: needs the role of an operator, whoever calls', async () => {
    const orderId = await held(4)
    const request = { accountId, orderId, confirm: true, shopifyOrder: null }
    for (const run of [
      exportOrder,
      forceExportOrder,
      approveAdoption,
      createSeparateOrder,
      dismissHold,
    ]) {
      expect(await refusal(run(api.deps, viewer, request))).toBe('FORBIDDEN')
    }
    expect(await inputsOf(orderId)).toEqual([])
  })

  it('R-API-8: what could do nothing is refused with the reason', async () => {
    const resting = async (number: number, reason: string, status = 'PENDING') =>
      api.store({
        order: { orderId: numberedId(number) },
        outcome: { outcome: status === 'held' ? 'held' : 'resting', reason },
      })
    const exporting = async (orderId: string) =>
      refusal(exportOrder(api.deps, owner, { accountId, orderId }))
    for (const [index, reason] of [
      'PENDING',
      'FBA_LISTED',
      'CANCELLED_BEFORE_IMPORT',
      'WATCHING',
    ].entries()) {
      expect([reason, await exporting(await resting(10 + index, reason))]).toEqual([
        reason,
        'NOT_EXPORTABLE',
      ])
    }
    expect(await exporting(await resting(20, 'UNREADABLE_ORDER', 'held'))).toBe('NOT_EXPORTABLE')
    expect(await exporting(await resting(21, 'DISMISSED'))).toBe('nothing was refused')
    const imported = await api.store({
      order: { orderId: numberedId(22) },
      outcome: { outcome: 'imported', reason: 'IMPORTED', shopifyGid: 'gid://shopify/Order/1' },
    })
    expect(await exporting(imported)).toBe('ALREADY_IN_SHOPIFY')
    const dismissing = dismissHold(api.deps, owner, { accountId, orderId: imported })
    expect(await refusal(dismissing)).toBe('NOT_HELD')
    expect(await exporting('1234')).toBe('ORDER_ID_MALFORMED')
    expect(await exporting('999-9999999-9999999')).toBe('ORDER_NOT_FOUND')
  })

  it('brings back work that was given up, which a mark alone does not', async () => {
    const orderId = await held(30)
    await sql`
      insert into work (account_id, kind, key, lane, due_at, dead_at)
      values (${accountId}, 'order', ${orderId}, 2, 'infinity', app_now())
    `.execute(api.database.db)
    await exportOrder(api.deps, owner, { accountId, orderId })
    expect(await workOf(orderId)).toMatchObject({ dead: false, due: true })
  })

  it('an approval names which of several Shopify orders is meant', async () => {
    const orderId = numberedId(40)
    await held(40, 'ADOPTION_UNCLEAR')
    const carrying = (number: number) => ({
      ...shopifyOrder(number, []),
      amazonIds: [{ orderId, where: 'tag' as const }],
    })
    const { db } = api.database
    await saveShopOrders(db, accountId, [carrying(41), carrying(42)], await readingBegins(db))
    const approve = (shopifyOrder: string | null) =>
      approveAdoption(api.deps, owner, { accountId, orderId, shopifyOrder })
    expect(await refusal(approve(null))).toBe('ADOPTION_NOT_CHOSEN')
    expect(await refusal(approve('#43'))).toBe('ADOPTION_NOT_CHOSEN')
    await approve('#42')
    const [row] = await loadOrderRows(api.database.db, accountId, [orderId], 0)
    expect(row?.person).toMatchObject([
      { kind: 'approve-adoption', gid: 'gid://shopify/Order/42', by: 'cli:anna' },
    ])
    const separate = { accountId, orderId, confirm: false }
    expect(await refusal(createSeparateOrder(api.deps, owner, separate))).toBe(
      'CONFIRMATION_MISSING',
    )
    await createSeparateOrder(api.deps, owner, { ...separate, confirm: true })
    const [later] = await loadOrderRows(api.database.db, accountId, [orderId], 0)
    expect(later?.person.map(({ kind }) => kind)).toEqual(['approve-adoption', 'create-separate'])
  })

  it('marks the keys that reconcile works on', () => {
    const orderId = numberedId(1)
    expect(orderMark(accountId, orderId)).toEqual(orderKey(accountId, orderId, 'intake'))
    expect(backfillMark(accountId, 'b')).toEqual(backfillKey(accountId, 'b'))
  })
})
