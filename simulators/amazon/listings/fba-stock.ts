/** What lies in Amazon's warehouses, by SKU. A change makes a new record; the one before is kept for stale reads. */

export type FbaStock = {
  readonly sku: string
  readonly asin: string
  readonly fnSku: string
  readonly title: string
  readonly fulfillable: number
  readonly pendingCustomerOrder: number
  readonly pendingTransshipment: number
  readonly fcProcessing: number
  readonly inboundWorking: number
  readonly inboundShipped: number
  readonly inboundReceiving: number
  readonly researching: number
  readonly customerDamaged: number
  readonly warehouseDamaged: number
  readonly updatedMs: number
}

/** The figures that a person or Amazon may change. */
export type FbaFigures = Partial<Omit<FbaStock, 'sku' | 'asin' | 'fnSku' | 'title' | 'updatedMs'>>

export type FbaStore = {
  get(sku: string): FbaStock | undefined
  getPrevious(sku: string): FbaStock | undefined
  put(stock: FbaStock): void
  /** In the order in which they came in. */
  all(): IterableIterator<FbaStock>
  size(): number
  clear(): void
}

export function createFbaStore(): FbaStore {
  const stocks = new Map<string, FbaStock>()
  const previous = new Map<string, FbaStock>()
  return {
    get: (sku) => stocks.get(sku),
    getPrevious: (sku) => previous.get(sku),
    put(stock) {
      const before = stocks.get(stock.sku)
      if (before !== undefined) previous.set(stock.sku, before)
      stocks.set(stock.sku, stock)
    },
    all: () => stocks.values(),
    size: () => stocks.size,
    clear() {
      stocks.clear()
      previous.clear()
    },
  }
}

/** Nothing but so many units that can be sold. */
export function plainFbaStock(
  listing: { readonly sku: string; readonly asin: string; readonly title: string },
  fulfillable: number,
  updatedMs: number,
): FbaStock {
  return {
    sku: listing.sku,
    asin: listing.asin,
    fnSku: `X00${listing.asin.slice(-7)}`,
    title: listing.title,
    fulfillable,
    pendingCustomerOrder: 0,
    pendingTransshipment: 0,
    fcProcessing: 0,
    inboundWorking: 0,
    inboundShipped: 0,
    inboundReceiving: 0,
    researching: 0,
    customerDamaged: 0,
    warehouseDamaged: 0,
    updatedMs,
  }
}
