/**
 * Reads one order out of an answer, whatever JSON it is. It never throws: what cannot be read becomes an
 * `unreadable` reading that names the places, not the values.
 */
import { type AmazonOrderId, parseAmazonOrderId } from '../../../core/ids.ts'
import type { AmazonReading } from '../../../core/orders/amazon-reading.ts'
import { wireOrder } from '../wire/order.ts'
import { issuePaths } from '../wire/values.ts'
import { translateOrder, unknownValuesOf } from './order.ts'
import { translatePersonal } from './personal.ts'

/** `lacking` are the datasets that the call could not ask for. */
export function readOrder(value: unknown, lacking: readonly string[]): AmazonReading {
  const rawText = textOf(value)
  const parsed = wireOrder.safeParse(value)
  if (!parsed.success) {
    return {
      kind: 'unreadable',
      orderId: orderIdOf(value),
      paths: issuePaths(parsed.error),
      rawText,
    }
  }
  return {
    kind: 'order',
    order: translateOrder(parsed.data),
    ...translatePersonal(parsed.data),
    lacking,
    unknownValues: unknownValuesOf(parsed.data),
    rawText,
  }
}

function orderIdOf(value: unknown): AmazonOrderId | null {
  if (typeof value !== 'object' || value === null || !('orderId' in value)) return null
  return (typeof value.orderId === 'string' && parseAmazonOrderId(value.orderId)) || null
}

/** JSON nested deeper than the stack cannot be written again; such an order is told by its paths alone. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return ''
  }
}
