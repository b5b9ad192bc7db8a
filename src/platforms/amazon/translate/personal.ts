/**
 * The personal data of an order, apart from the order itself. Without the restricted roles Amazon
 * leaves the fields out, so what is missing decides how much we know.
 */
import type { AmazonItemId } from '../../../core/ids.ts'
import { id } from '../../../core/ids.ts'
import type { PersonalFacts, PostalAddress } from '../../../core/orders/amazon-order.ts'
import type { WireAddress, WireOrder } from '../wire/order.ts'

export type PersonalReading = {
  readonly personal: PersonalFacts | null
  /** `complete`: a parcel can be addressed. `no-address`: something, but no street. */
  readonly personalState: 'complete' | 'no-address' | 'none'
}

export function translatePersonal(order: WireOrder): PersonalReading {
  const buyerName = filled(order.buyer?.buyerName)
  const address = translateAddress(order.recipient?.deliveryAddress)
  const giftMessages = giftMessagesOf(order)
  if (buyerName === null && address === null && giftMessages.length === 0) {
    return { personal: null, personalState: 'none' }
  }
  const complete = address !== null && address.line1 !== null && address.countryCode !== null
  return {
    personal: { buyerName, address, giftMessages },
    personalState: complete ? 'complete' : 'no-address',
  }
}

function translateAddress(wire: WireAddress | null | undefined): PostalAddress | null {
  if (!wire) return null
  const address: PostalAddress = {
    name: filled(wire.name),
    company: filled(wire.companyName),
    line1: filled(wire.addressLine1) ?? filled(wire.addressLine2) ?? filled(wire.addressLine3),
    line2: filled(wire.addressLine1) === null ? null : filled(wire.addressLine2),
    line3: filled(wire.addressLine1) === null ? null : filled(wire.addressLine3),
    city: filled(wire.city) ?? filled(wire.municipality),
    district: filled(wire.districtOrCounty),
    region: filled(wire.stateOrRegion),
    postalCode: filled(wire.postalCode),
    countryCode: filled(wire.countryCode),
    phone: filled(wire.phone),
  }
  return Object.values(address).some((part) => part !== null) ? address : null
}

function giftMessagesOf(order: WireOrder): { itemId: AmazonItemId; text: string }[] {
  return order.orderItems.flatMap((item) => {
    const text = filled(item.fulfillment?.packing?.giftOption?.giftMessage)
    return text === null ? [] : [{ itemId: id('AmazonItemId', item.orderItemId), text }]
  })
}

/** Amazon sends empty text where it has nothing. */
export function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim()
  return trimmed ? trimmed : null
}
