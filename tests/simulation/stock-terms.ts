/** The owner's settings for stock in a world: they differ from seed to seed, and the checks at its end know them. */
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'
import { lastSku } from './stock-shelf.ts'

export type StockTerms = {
  /** Where the seller takes part. */
  readonly marketplaceIds: readonly string[]
  readonly buffer: number
  readonly percent: number
  readonly cap: number | null
  readonly feedFrom: number
  readonly whenShort: 'refuse' | 'claim-anyway'
  /** Of one SKU a buffer of its own; of the last unit none. */
  readonly rules: readonly {
    readonly sku: string
    readonly buffer: number
    readonly percent: number
  }[]
}

const germany = 'A1PA6795UKMFR9'
const france = 'A13V1IB3VIYZZH'

export function stockTermsOf(random: SeededRandom): StockTerms {
  return {
    marketplaceIds: random.pick([[germany], [germany], [germany, france]]),
    buffer: random.int(1, 3),
    percent: random.pick([100, 100, 80]),
    cap: random.pick([null, null, 12]),
    feedFrom: random.pick([3, 100, 100]),
    whenShort: random.pick(['refuse', 'refuse', 'claim-anyway']),
    rules: [
      { sku: 'STK-3', buffer: random.int(0, 4), percent: 100 },
      { sku: lastSku, buffer: 0, percent: 100 },
    ],
  }
}

/** As a person sets them: live on both ways, and no run is large enough to be stopped. */
export function settingsOfStock({
  marketplaceIds: _where,
  ...terms
}: StockTerms): Readonly<Record<string, object>> {
  const guard = { skus: 1_000, percent: 100, least: 1_000 }
  const stock = { ...terms, lane: 'live', guard, claimBeforeShipByHours: null }
  return { ship: { lane: 'live' }, cancel: { lane: 'live' }, stock }
}

/** What Amazon shall show of a SKU of which so many are free. */
export function offered(terms: StockTerms, sku: string, free: number): number {
  const rule = terms.rules.find((one) => one.sku === sku)
  const { buffer, percent } = rule ?? terms
  const left = Math.max(0, Math.floor((free * percent) / 100) - buffer)
  return terms.cap === null ? left : Math.min(left, terms.cap)
}
