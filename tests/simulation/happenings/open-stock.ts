/** The stock of a shop comes under our care: Amazon tells of it, its listings are read, and a person links what matches nothing. */
import type { Actor } from '../../../src/operations/actor.ts'
import { mapSku } from '../../../src/operations/catalog/map-sku.ts'
import { OperationError } from '../../../src/operations/operation-error.ts'
import { listingsKey, stockSweepKey } from '../../../src/reconcile/keys.ts'
import { mark } from '../../../src/work/mark.ts'
import { mappings } from '../stock-shelf.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

const actor: Actor = { kind: 'cli', user: 'soak' }

export function openStock(ground: Ground): void {
  const { shop, random, startMs, later, db, stock } = ground
  const { amazon, accountId } = shop
  amazon.control.changeSettings({ participations: [...(stock?.marketplaceIds ?? [])] })
  for (const type of [
    'ORDER_CHANGE',
    'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
    'FBA_INVENTORY_AVAILABILITY_CHANGES',
  ]) {
    amazon.control.subscribe(type)
  }
  later(startMs + minuteMs, 'read listings', () =>
    mark(db, [
      listingsKey(accountId),
      stockSweepKey(accountId, 'stock-missed'),
      stockSweepKey(accountId, 'fba-stock'),
      { ...stockSweepKey(accountId, 'stock-audit'), dueAtMs: startMs + random.int(1, 6) * hourMs },
    ]),
  )
  for (const amazonSku of Object.keys(mappings)) {
    later(startMs + random.int(5, 40) * minuteMs, 'link', () => link(ground, amazonSku))
  }
}

/** As long as the shop's products are not read, a person finds nothing to link. */
async function link(ground: Ground, amazonSku: string): Promise<void> {
  const { db, random, shop, clock, later } = ground
  const components = Object.entries(mappings[amazonSku] ?? {}).map(([variant, quantity]) => {
    return { variant, quantity }
  })
  const deps = { db, newId: () => random.uuid() }
  try {
    await mapSku(deps, actor, { accountId: shop.accountId, amazonSku, components })
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    later(clock.nowMs() + hourMs / 2, 'link again', () => link(ground, amazonSku))
  }
}
