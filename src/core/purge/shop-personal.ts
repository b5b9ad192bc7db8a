/**
 * What of the buyer still stands in a Shopify order: the names of the places, never what they hold. The customer
 * counts only when it is a bare record of this one order, as the create makes it.
 */
export type PersonalPlace = 'address' | 'gift-note' | 'customer'

export type ShopPersonal = { readonly left: readonly PersonalPlace[] }
