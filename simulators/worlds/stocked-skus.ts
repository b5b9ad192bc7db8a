/**
 * Very many plain products that both simulated platforms stock under the same SKUs, STK-0000001 and on, with the same figures
 * for the same seed: for tests and benchmarks of size.
 */
import { createSeededRandom } from '../kit/seeded-random.ts'

export type StockedSpec = {
  readonly count: number
  readonly seed: number
  /** One figure for all; without it each gets its own between 0 and 99. */
  readonly quantity?: number | undefined
}

const digits = 7

export function stockedSku(index: number): string {
  return `STK-${String(index + 1).padStart(digits, '0')}`
}

/** The number of such a SKU; undefined for any other. */
export function stockedIndex(sku: string): number | undefined {
  if (!sku.startsWith('STK-') || sku.length !== 4 + digits) return undefined
  const number = Number(sku.slice(4))
  return Number.isInteger(number) && number > 0 ? number - 1 : undefined
}

export function stockedTitle(index: number): string {
  return `Stocked item ${index + 1}`
}

export function stockedQuantities({ count, seed, quantity }: StockedSpec): Int32Array {
  const random = createSeededRandom(seed).fork('stocked')
  const quantities = new Int32Array(count)
  for (let at = 0; at < count; at += 1) quantities[at] = quantity ?? random.int(0, 99)
  return quantities
}
