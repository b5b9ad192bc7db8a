/**
 * Refunds that we send or have sent and that the other side does not show yet: between the word and the row
 * in the books, where one would else think that nothing happened.
 */
import type { OrderPage } from '../api/order-page.ts'
import type { Side } from '../parts/door.tsx'

export type UnderWay = {
  readonly key: string
  readonly side: Side
  readonly state: 'unclear' | 'done'
  readonly at: string | null
}

const sides: Readonly<Record<string, Side>> = {
  'refund-on-amazon': 'amazon',
  'refund-in-shop': 'shopify',
}

type Seen = Pick<OrderPage, 'effects' | 'refunds' | 'trace'>

export function refundsUnderWay({ effects, refunds, trace }: Seen): UnderWay[] {
  const sent = effects.flatMap(({ key, kind, attempts }): UnderWay[] => {
    const side = sides[kind]
    const [newest] = attempts
    if (side === undefined || newest === undefined) return []
    const { state, at } = newest
    return state === 'unclear' || state === 'done' ? [{ key, side, state, at }] : []
  })
  const known = new Set(effects.map(({ key }) => key))
  const gathered = trace.flatMap(({ kind, at, body }): UnderWay[] => {
    const key = String(body.effect ?? '')
    const isRefund = body.call === 'put on the desk' && key.startsWith('refund:')
    if (kind !== 'called' || !isRefund || known.has(key)) return []
    return [{ key, side: 'amazon', state: 'unclear', at }]
  })
  const shown = (side: Side) => refunds.filter((one) => one.ours && one.side === side).length
  const isNotYetShown = (one: UnderWay, index: number, all: readonly UnderWay[]) => {
    if (one.state === 'unclear') return true
    // The oldest of what was done are those which the books show.
    const before = all.slice(0, index).filter(({ side, state }) => {
      return side === one.side && state === 'done'
    })
    return before.length >= shown(one.side)
  }
  return [...sent.filter(isNotYetShown), ...new Map(gathered.map((one) => [one.key, one])).values()]
}
