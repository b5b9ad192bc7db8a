/** Reads back what was written: bodies of our own effects, and a split that a person gave. */
import { type AmazonItemId, id } from '../ids.ts'
import { type RefundLine, type SentComponent, sentComponents } from './components.ts'

export type RefundBody = {
  readonly currency: string
  /** Of the Shopify refund. */
  readonly amountMinor: number
  readonly lines: readonly RefundLine[]
}

/** The lines of a `refund-on-amazon` effect; none of anything else. */
export function linesOfBody(body: unknown): readonly RefundLine[] {
  return isRecord(body) ? (readLines(body.lines) ?? []) : []
}

/** Units by item that a `cancel-units` effect took away. */
export function unitsOfBody(body: unknown): ReadonlyMap<AmazonItemId, number> {
  const units = isRecord(body) && Array.isArray(body.units) ? body.units : []
  return new Map(
    units.flatMap((one: unknown): [AmazonItemId, number][] =>
      isRecord(one) && typeof one.itemId === 'string' && typeof one.quantityCancelled === 'number'
        ? [[id('AmazonItemId', one.itemId), one.quantityCancelled]]
        : [],
    ),
  )
}

/** `[{ itemId, component, amountMinor }]`; undefined when it is anything else. */
export function readLines(value: unknown): readonly RefundLine[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const lines = value.map(readLine)
  return lines.every((line) => line !== undefined) ? lines : undefined
}

function readLine(value: unknown): RefundLine | undefined {
  if (!isRecord(value)) return undefined
  const { itemId, component, amountMinor } = value
  const isAmount = typeof amountMinor === 'number' && Number.isSafeInteger(amountMinor)
  if (typeof itemId !== 'string' || !isAmount || amountMinor < 0) return undefined
  if (!sentComponents.includes(component as SentComponent)) return undefined
  return { itemId: id('AmazonItemId', itemId), component: component as SentComponent, amountMinor }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
