/**
 * Whether the application seems to lack the restricted role that shows addresses: Amazon does not refuse
 * then, it leaves the fields out. Orders still to be shipped by the merchant always have an address, so
 * their lack tells.
 * Source: facts section 1.2 (Direct-to-Consumer Delivery, restricted), read 2026-11-22.
 */
import type { AmazonReading } from '../../core/orders/amazon-reading.ts'

export type PersonalRoleCheck = {
  /** Orders that should show an address. */
  readonly expected: number
  readonly complete: number
  /** `unknown`: no order yet that could tell. `missing`: some should, and not one does. */
  readonly role: 'present' | 'missing' | 'unknown'
}

export function checkPersonalRole(readings: readonly AmazonReading[]): PersonalRoleCheck {
  const telling = readings.filter(shouldShowAddress)
  const complete = telling.filter(
    (reading) => reading.kind === 'order' && reading.personalState === 'complete',
  ).length
  if (telling.length === 0) return { expected: 0, complete: 0, role: 'unknown' }
  return { expected: telling.length, complete, role: complete === 0 ? 'missing' : 'present' }
}

function shouldShowAddress(reading: AmazonReading): boolean {
  if (reading.kind !== 'order' || reading.lacking.includes('RECIPIENT')) return false
  const { status, fulfilledBy } = reading.order
  return fulfilledBy === 'MERCHANT' && (status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED')
}
