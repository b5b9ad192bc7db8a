/** People look at what waits for them, and say something about some of it. */

import { type LifeVerb, verbsOf } from '../../../src/operations/life/life-verbs.ts'
import { sayAboutOrder } from '../../../src/operations/life/say-about-order.ts'
import { OperationError } from '../../../src/operations/operation-error.ts'
import { type ConcernSummary, listConcerns } from '../../../src/store/read/concerns.ts'
import type { Ground } from './happening.ts'
import { atTimes } from './living-orders.ts'

const share = 0.4

export function peopleDecide(ground: Ground): void {
  atTimes(ground, { min: 3, max: 5 }, 'people', () => decideSome(ground))
}

async function decideSome(ground: Ground): Promise<void> {
  const { db, shop, random, deeds } = ground
  if (deeds.isAway) return
  const filter = { orderId: null, concern: null, show: 'held', limit: 100 } as const
  const held = await listConcerns(db, shop.accountId, filter)
  const sorted = held.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))
  for (const one of sorted) {
    if (!random.chance(share)) continue
    const verbs = verbsOf(one.reason).filter((verb) => isSensible(ground, one, verb))
    if (verbs.length > 0) await say(ground, one, random.pick(verbs))
  }
}

function nameOf({ orderId, concern }: ConcernSummary): string {
  return `${orderId} ${concern}`
}

/** A split needs figures; and who repeats what nobody knows of has looked at Amazon first. */
function isSensible({ shop }: Ground, { orderId, reason }: ConcernSummary, verb: LifeVerb) {
  if (verb === 'split') return false
  if (verb !== 'repeat' || !looksFirst.has(reason)) return true
  const { cancellations, refunds, status } = shop.amazon.control.truth(orderId)
  const ours = [...cancellations, ...refunds].some(({ by }) => by === 'SELLER_APPLICATION')
  return !ours && status !== 'CANCELLED'
}

const looksFirst: ReadonlySet<string> = new Set([
  'CANCEL_UNCLEAR',
  'CANCEL_NOT_SHOWN',
  'REFUND_UNCLEAR',
  'REFUND_NOT_SEEN',
])

async function say(ground: Ground, held: ConcernSummary, verb: LifeVerb): Promise<void> {
  const { db, shop, random, deeds } = ground
  const { orderId, detail } = held
  const named = typeof detail === 'object' && detail !== null && 'subject' in detail
  const subject = named ? String(detail.subject) : held.reason
  const deps = { db, newId: () => random.uuid() }
  const word = { accountId: shop.accountId, orderId, verb, subject, detail: null, confirm: true }
  try {
    await sayAboutOrder(deps, { kind: 'cli', user: 'soak' }, word)
    deeds.done.set(`said ${verb}`, (deeds.done.get(`said ${verb}`) ?? 0) + 1)
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
  }
}
