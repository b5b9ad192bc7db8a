/**
 * Very many plain listings in little memory: only figures and times are kept, the rest follows from the number. SKUs are
 * `STK-0000001` and on; the simulated shop stocks the same ones.
 */
import { createSeededRandom } from '../../kit/seeded-random.ts'
import { type Listing, merchantChannel } from './listing.ts'

export type StockedSpec = {
  readonly count: number
  readonly seed: number
  /** One figure for all; without it each gets its own between 0 and 99. */
  readonly quantity?: number | undefined
  readonly leadTimeDays?: number | undefined
}

export type StockedBlock = {
  readonly count: number
  readonly createdMs: number
  at(index: number): Listing
  quantity(index: number): number
  updatedMs(index: number): number
  setQuantity(index: number, quantity: number, nowMs: number): void
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

export function createStockedBlock(
  spec: StockedSpec,
  marketplaceIds: readonly string[],
  nowMs: number,
): StockedBlock {
  const { count, leadTimeDays = 2 } = spec
  const random = createSeededRandom(spec.seed).fork('stocked')
  const quantities = new Int32Array(count)
  const updated = new Float64Array(count).fill(nowMs)
  for (let at = 0; at < count; at += 1) quantities[at] = spec.quantity ?? random.int(0, 99)
  return {
    count,
    createdMs: nowMs,
    at: (index) => ({
      sku: stockedSku(index),
      asin: `B1${String(index + 1).padStart(8, '0')}`,
      productType: 'HOME',
      title: `Stocked item ${index + 1}`,
      marketplaceIds,
      createdMs: nowMs,
      updatedMs: updated[index] ?? nowMs,
      availability: [{ code: merchantChannel, quantity: quantities[index] ?? 0, leadTimeDays }],
      priceByCurrency: plainPrice,
      content: plainContent,
      issues: [],
    }),
    quantity: (index) => quantities[index] ?? 0,
    updatedMs: (index) => updated[index] ?? nowMs,
    setQuantity(index, quantity, changedMs) {
      quantities[index] = quantity
      updated[index] = changedMs
    },
  }
}

const plainPrice = { EUR: '19.90', GBP: '17.90', USD: '21.90', SEK: '219.00', JPY: '2900' }
const plainContent = {
  brand: 'Nordvik',
  bullets: ['Plain', 'Stocked'],
  description: 'A stocked item.',
  images: 1,
  barcode: '',
  options: [],
}
