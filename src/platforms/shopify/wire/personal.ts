/** What of the buyer an order shows (Admin API 2026-10); compared at once, never kept. */
import { z } from 'zod'
import { userErrorsShape } from './orders.ts'

const made = z.object({ id: z.string() }).nullable()
const userErrors = userErrorsShape
const word = z.string().nullable()

const addressShape = z.object({
  id: z.string(),
  firstName: word,
  lastName: word,
  company: word,
  address1: word,
  address2: word,
  city: word,
  provinceCode: word,
  zip: word,
  countryCodeV2: word,
  phone: word,
})

export const orderPersonalShape = z.object({
  order: z.object({ note: word, shippingAddress: addressShape.nullable() }).nullable(),
})
export const orderBuyerShape = z.object({
  order: z
    .object({
      customer: z
        .object({
          id: z.string(),
          firstName: word,
          lastName: word,
          numberOfOrders: z.coerce.string(),
          defaultEmailAddress: z.object({ emailAddress: word }).nullable(),
          defaultPhoneNumber: z.object({ phoneNumber: word }).nullable(),
          addressesV2: z.object({ nodes: z.array(addressShape) }),
        })
        .nullable(),
    })
    .nullable(),
})
export const orderPurgeShape = z.object({
  orderUpdate: z.object({ order: made, userErrors }).nullable(),
})
export const customerPurgeShape = z.object({
  customerUpdate: z.object({ customer: made, userErrors }).nullable(),
})
export const customerAddressPurgeShape = z.object({
  customerAddressUpdate: z.object({ address: made, userErrors }).nullable(),
})

export type PersonalAddress = z.infer<typeof addressShape>
export type OrderPersonal = NonNullable<z.infer<typeof orderPersonalShape>['order']>
export type Buyer = NonNullable<NonNullable<z.infer<typeof orderBuyerShape>['order']>['customer']>
