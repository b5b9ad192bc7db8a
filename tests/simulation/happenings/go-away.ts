/** The connection is taken away and comes back as a new epoch; people go on working in between. */
import { sql } from 'kysely'
import {
  amazonPollKey,
  catalogueKey,
  heldStockKey,
  nightlyKey,
  shopPollKey,
} from '../../../src/reconcile/keys.ts'
import { readConnection, saveConnection } from '../../../src/store/connections.ts'
import { mark } from '../../../src/work/mark.ts'
import { cancelOneInShop } from './cancel-in-shop.ts'
import { cancelOnAmazon, shipOnAmazon } from './change-on-amazon.ts'
import { refundInShop } from './give-back.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'
import { shipOne } from './ship-in-shop.ts'

const share = 0.4

export function goAway(ground: Ground): void {
  const { random, startMs, later } = ground
  if (!random.chance(share)) return
  const atMs = startMs + random.int(12, 54) * hourMs
  const forMinutes = random.int(30, 150)
  later(atMs, 'disconnect', () => disconnect(ground, atMs + forMinutes * minuteMs))
  const deeds = [cancelOneInShop, cancelOneInShop, cancelOnAmazon, refundInShop]
  for (const deed of [...deeds, shipOne, shipOnAmazon]) {
    if (random.chance(0.3)) continue
    later(atMs + random.int(1, forMinutes - 1) * minuteMs, 'while away', () => deed(ground))
  }
  later(atMs + forMinutes * minuteMs, 'reconnect', () => reconnect(ground))
}

async function disconnect({ db, shop, deeds, stop }: Ground, untilMs: number): Promise<void> {
  deeds.isAway = true
  stop(untilMs + 1_000)
  await sql`
    update connection set state = 'disconnected' where account_id = ${shop.accountId}
  `.execute(db)
}

/** As set-up does it: what is known is saved again, and every intake begins. */
async function reconnect({ db, shop, deeds }: Ground): Promise<void> {
  const { accountId } = shop
  const connection = await readConnection(db, accountId)
  if (connection === null) throw new Error('not connected')
  await saveConnection(db, connection)
  const keys = [shopPollKey, catalogueKey, amazonPollKey, heldStockKey, nightlyKey]
  await mark(
    db,
    keys.map((key) => key(accountId)),
  )
  deeds.isAway = false
}
