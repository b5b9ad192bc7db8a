/** The input of orderCreate as it arrives after GraphQL has checked its shape. */

export type MoneyInput = { readonly amount: string | number; readonly currencyCode: string }
export type MoneyBagInput = {
  readonly shopMoney: MoneyInput
  readonly presentmentMoney?: MoneyInput | null
}

export type TaxLineInput = {
  readonly title: string
  readonly rate: string | number
  readonly priceSet?: MoneyBagInput | null
  readonly channelLiable?: boolean | null
}

export type LineInput = {
  readonly quantity: number
  readonly variantId?: string | null
  readonly productId?: string | null
  readonly title?: string | null
  readonly variantTitle?: string | null
  readonly sku?: string | null
  readonly vendor?: string | null
  readonly priceSet?: MoneyBagInput | null
  readonly taxLines?: readonly TaxLineInput[] | null
  readonly taxable?: boolean | null
  readonly requiresShipping?: boolean | null
  readonly giftCard?: boolean | null
  /** Never in a call: the shop's own check-out makes such a line. */
  readonly tip?: boolean
  readonly properties?: readonly { readonly name: string; readonly value: string }[] | null
}

export type ShippingLineInput = {
  readonly title: string
  readonly code?: string | null
  readonly source?: string | null
  readonly priceSet: MoneyBagInput
  readonly taxLines?: readonly TaxLineInput[] | null
}

export type TransactionInput = {
  readonly kind?: string | null
  readonly status?: string | null
  readonly gateway?: string | null
  readonly amountSet: MoneyBagInput
  readonly processedAt?: string | null
  readonly test?: boolean | null
  readonly giftCardId?: string | null
}

export type AddressInput = {
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly company?: string | null
  readonly address1?: string | null
  readonly address2?: string | null
  readonly city?: string | null
  readonly provinceCode?: string | null
  readonly province?: string | null
  readonly zip?: string | null
  readonly countryCode?: string | null
  readonly country?: string | null
  readonly phone?: string | null
}

export type MetafieldInput = {
  readonly namespace?: string | null
  readonly key: string
  readonly value: string
  readonly type?: string | null
}

export type CustomerUpsertInput = {
  readonly id?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
}

export type FulfillmentInput = {
  readonly locationId: string
  readonly notifyCustomer?: boolean | null
  readonly trackingCompany?: string | null
  readonly trackingNumber?: string | null
  readonly trackingNumbers?: readonly string[] | null
}

export type OrderInput = {
  readonly billingAddress?: AddressInput | null
  readonly closedAt?: string | null
  readonly companyLocationId?: string | null
  readonly currency?: string | null
  readonly customAttributes?: readonly { readonly key: string; readonly value: string }[] | null
  readonly customer?: {
    readonly toAssociate?: { readonly id?: string | null; readonly email?: string | null } | null
    readonly toUpsert?: CustomerUpsertInput | null
  } | null
  readonly customerId?: string | null
  readonly discountCode?: object | null
  readonly email?: string | null
  readonly financialStatus?: string | null
  readonly fulfillment?: FulfillmentInput | null
  readonly fulfillmentStatus?: string | null
  readonly lineItems?: readonly LineInput[] | null
  readonly metafields?: readonly MetafieldInput[] | null
  readonly name?: string | null
  readonly note?: string | null
  readonly phone?: string | null
  readonly poNumber?: string | null
  readonly presentmentCurrency?: string | null
  readonly processedAt?: string | null
  readonly shippingAddress?: AddressInput | null
  readonly shippingLines?: readonly ShippingLineInput[] | null
  readonly sourceIdentifier?: string | null
  readonly sourceName?: string | null
  readonly sourceUrl?: string | null
  readonly tags?: readonly string[] | null
  readonly taxLines?: readonly TaxLineInput[] | null
  readonly taxesIncluded?: boolean | null
  readonly test?: boolean | null
  readonly transactions?: readonly TransactionInput[] | null
}

export type InventoryBehaviour = 'BYPASS' | 'DECREMENT_IGNORING_POLICY' | 'DECREMENT_OBEYING_POLICY'

export type OrderOptions = {
  readonly inventoryBehaviour?: InventoryBehaviour | null
  readonly sendReceipt?: boolean | null
  readonly sendFulfillmentReceipt?: boolean | null
}

export type OrderUserError = {
  readonly code: string | null
  readonly field: readonly string[] | null
  readonly message: string
}
