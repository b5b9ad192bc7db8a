/**
 * Very many plain listings in little memory: only figures and times are kept, the rest follows from the number. SKUs are
 * `STK-0000001` and on; the simulated shop stocks the same ones.
 */
import {
  type StockedSpec as StockedSkus,
  stockedQuantities,
  stockedSku,
  stockedTitle,
} from '../../worlds/stocked-skus.ts'
import { type Listing, merchantChannel } from './listing.ts'

export type StockedSpec = StockedSkus & { readonly leadTimeDays?: number | undefined }

export type StockedBlock = {
  readonly count: number
  readonly createdMs: number
  at(index: number): Listing
  quantity(index: number): number
  updatedMs(index: number): number
  setQuantity(index: number, quantity: number, nowMs: number): void
}

export function createStockedBlock(
  spec: StockedSpec,
  marketplaceIds: readonly string[],
  nowMs: number,
): StockedBlock {
  const { count, leadTimeDays = 2 } = spec
  const quantities = stockedQuantities(spec)
  const updated = new Float64Array(count).fill(nowMs)
  return {
    count,
    createdMs: nowMs,
    at: (index) => ({
      sku: stockedSku(index),
      asin: `B1${String(index + 1).padStart(8, '0')}`,
      productType: 'HOME',
      title: stockedTitle(index),
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
