/** Each unit that was sold and is not there has its alarm, on the orders of Amazon that wait for it, with the others named. */
import { sql } from 'kysely'
import type { SoakShop } from '../soak-shop.ts'
import { lastSku, variants } from '../stock-shelf.ts'
import { freeUnits, openClaims } from '../stock-truth.ts'
import type { Books, Invariant } from './invariant.ts'

type Alarm = {
  readonly orderId: string
  readonly amazonOrders: readonly string[]
  readonly shopOrders: readonly string[]
}

export const oversoldAlarmed: Invariant = {
  async atRest(books) {
    const { shop, world } = books
    if (world.stock === null) return []
    const alarms = await readAlarms(books)
    const alarmed = new Set(alarms.map(({ orderId }) => orderId))
    const silent = variants.flatMap((variant) => silently(shop, variant, alarmed))
    return [...silent, ...unnamed(books, alarms)].map((text) => `${shop.name} ${text}`)
  },
}

export async function readAlarms({ db, shop }: Pick<Books, 'db' | 'shop'>): Promise<Alarm[]> {
  const { rows } = await sql<Alarm>`
    select amazon_order_id as "orderId", detail -> 'amazonOrders' as "amazonOrders",
      detail -> 'shopOrders' as "shopOrders"
    from incident where account_id = ${shop.accountId} and code = 'OVERSOLD'
  `.execute(db)
  return rows
}

function silently(shop: SoakShop, variant: string, alarmed: ReadonlySet<string>): string[] {
  const missing = -freeUnits(shop, variant)
  if (missing <= 0) return []
  const claims = openClaims(shop, variant)
  const sum = (some: typeof claims) => some.reduce((all, { units }) => all + units, 0)
  const told = sum(claims.filter(({ orderId }) => alarmed.has(orderId)))
  const should = Math.min(missing, sum(claims))
  return told >= should ? [] : [`${should} of ${variant} are oversold, ${told} have an alarm`]
}

/** Of the last unit both orders are known. */
function unnamed({ shop, world }: Books, alarms: readonly Alarm[]): string[] {
  const names = [...(world.deeds.get(shop.name)?.lastUnit ?? [])]
  return openClaims(shop, lastSku).flatMap(({ orderId }) => {
    const alarm = alarms.find((one) => one.orderId === orderId)
    if (alarm === undefined) return [`no alarm of the last unit, ${orderId}`]
    const missing = names.filter((name) => !alarm.shopOrders.includes(name))
    return missing.map((name) => `the alarm of ${orderId} does not name ${name}`)
  })
}
