/** The listings by SKU, with the version before the last for stale reads; plain ones in a block, all others as records. */
import { stockedIndex, stockedSku } from '../../worlds/stocked-skus.ts'
import { type Listing, merchantChannel, merchantQuantity } from './listing.ts'
import type { StockedBlock } from './stocked-block.ts'

/** Enough of a listing to search by. */
export type ListingRow = {
  readonly sku: string
  readonly createdMs: number
  readonly updatedMs: number
}

export type ListingStore = {
  get(sku: string): Listing | undefined
  /** The version before the newest, and when it ended. */
  getPrevious(sku: string): Listing | undefined
  put(listing: Listing): void
  setBlock(block: StockedBlock): void
  rows(): Iterable<ListingRow>
  size(): number
  /** Rises with every change. */
  version(): number
  clear(): void
}

/** Versions before the last of block listings that are kept. */
const previousKept = 10_000

export function createListingStore(): ListingStore {
  const named = new Map<string, Listing>()
  const previous = new Map<string, Listing>()
  let block: StockedBlock | undefined
  let overridden = 0
  let version = 0

  const inBlock = (sku: string): number | undefined => {
    const index = stockedIndex(sku)
    return index === undefined || block === undefined || index >= block.count ? undefined : index
  }
  const get = (sku: string): Listing | undefined => {
    const known = named.get(sku)
    if (known !== undefined) return known
    const index = inBlock(sku)
    return index === undefined ? undefined : block?.at(index)
  }

  return {
    get,
    getPrevious: (sku) => previous.get(sku),
    put(listing) {
      const { sku } = listing
      version += 1
      const before = get(sku)
      if (before !== undefined) {
        previous.delete(sku)
        previous.set(sku, before)
        const [oldest] = previous.keys()
        if (previous.size > previousKept && oldest !== undefined) previous.delete(oldest)
      }
      const index = named.has(sku) ? undefined : inBlock(sku)
      if (index === undefined || before === undefined || !isPlainChange(before, listing)) {
        if (index !== undefined) overridden += 1
        named.set(sku, listing)
      } else block?.setQuantity(index, merchantQuantity(listing) ?? 0, listing.updatedMs)
    },
    setBlock(made) {
      block = made
      version += 1
    },
    *rows() {
      for (let at = 0; block !== undefined && at < block.count; at += 1) {
        const sku = stockedSku(at)
        if (overridden > 0 && named.has(sku)) continue
        yield { sku, createdMs: block.createdMs, updatedMs: block.updatedMs(at) }
      }
      yield* named.values()
    },
    size: () => named.size + (block?.count ?? 0) - overridden,
    version: () => version,
    clear() {
      named.clear()
      previous.clear()
      block = undefined
      overridden = 0
      version += 1
    },
  }
}

/** Nothing but the merchant's quantity differs, so that the block can hold it. */
function isPlainChange(before: Listing, after: Listing): boolean {
  const [one, ...more] = after.availability
  const [was] = before.availability
  return (
    more.length === 0 &&
    one?.code === merchantChannel &&
    one.quantity !== undefined &&
    one.leadTimeDays === was?.leadTimeDays &&
    one.restockDate === was?.restockDate &&
    after.title === before.title &&
    after.issues.length === 0 &&
    after.patched === undefined
  )
}
