/**
 * Records of plain products in very large numbers. What follows from their number is worked out when it is asked for, so that
 * a million of them fit into memory; that is why these are classes.
 */
import { stockedSku, stockedTitle } from '../../worlds/stocked-skus.ts'
import { gid } from '../gid.ts'
import type {
  LocationRecord,
  ProductRecord,
  QuantityName,
  StockLevel,
  VariantRecord,
} from '../records.ts'

const none: readonly never[] = []

export class StockedProduct implements ProductRecord {
  readonly at: number
  readonly numericId: number
  readonly createdAtMs: number
  updatedAtMs: number
  status: ProductRecord['status'] = 'ACTIVE'
  variant: VariantRecord | undefined = undefined

  constructor(at: number, numericId: number, nowMs: number) {
    this.at = at
    this.numericId = numericId
    this.createdAtMs = nowMs
    this.updatedAtMs = nowMs
  }
  get id(): string {
    return gid('Product', this.numericId)
  }
  get title(): string {
    return stockedTitle(this.at)
  }
  get handle(): string {
    return `stocked-item-${this.at + 1}`
  }
  get vendor(): string {
    return 'Nordvik'
  }
  get productType(): string {
    return ''
  }
  get tags(): readonly string[] {
    return none
  }
  get variants(): VariantRecord[] {
    return this.variant === undefined ? [] : [this.variant]
  }
}

export class StockedVariant implements VariantRecord {
  readonly product: StockedProduct
  readonly numericId: number
  readonly inventoryItemId: number
  readonly levels: StockLevel[] = []
  updatedAtMs: number
  priceMinor: number
  sku: string | null
  tracked = true
  policy: VariantRecord['policy'] = 'DENY'
  barcode: string | null = null

  constructor(
    product: StockedProduct,
    numericId: number,
    inventoryItemId: number,
    priceMinor: number,
  ) {
    this.product = product
    this.numericId = numericId
    this.inventoryItemId = inventoryItemId
    this.updatedAtMs = product.updatedAtMs
    this.priceMinor = priceMinor
    this.sku = stockedSku(product.at)
  }
  get id(): string {
    return gid('ProductVariant', this.numericId)
  }
  get position(): number {
    return 1
  }
  get createdAtMs(): number {
    return this.product.createdAtMs
  }
  get options(): VariantRecord['options'] {
    return none
  }
  get taxable(): boolean {
    return true
  }
  get requiresShipping(): boolean {
    return true
  }
}

export class StockedLevel implements StockLevel {
  readonly numericId: number
  readonly variant: StockedVariant
  readonly location: LocationRecord
  readonly quantities: Record<QuantityName, number>
  updatedAtMs: number
  inactive = false
  declare earlier?: NonNullable<StockLevel['earlier']>

  constructor(numericId: number, variant: StockedVariant, location: LocationRecord, units: number) {
    this.numericId = numericId
    this.variant = variant
    this.location = location
    this.updatedAtMs = variant.updatedAtMs
    this.quantities = {
      available: units,
      on_hand: units,
      committed: 0,
      incoming: 0,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
    }
  }
  get id(): string {
    const item = this.variant.inventoryItemId
    return `${gid('InventoryLevel', this.numericId)}?inventory_item_id=${item}`
  }
  get createdAtMs(): number {
    return this.variant.createdAtMs
  }
}
