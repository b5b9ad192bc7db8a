/**
 * The body of confirmShipment as Amazon's model ordersV0 defines it (models of 2026-08-05), and what is refused before
 * the order is looked at. Words where a public thread quotes them (models#5094, jlevers#489); the others are ours.
 */
import { z } from 'zod'
import { invalidInput, Refusal } from './answers.ts'

const itemSchema = z.object({
  orderItemId: z.string(),
  quantity: z.int(),
  transparencyCodes: z.array(z.string()).optional(),
})

const detailSchema = z.object({
  packageReferenceId: z.string(),
  carrierCode: z.string(),
  carrierName: z.string().optional(),
  shippingMethod: z.string().optional(),
  trackingNumber: z.string(),
  shipDate: z.string(),
  shipFromSupplySourceId: z.string().optional(),
  orderItems: z.array(itemSchema),
})

const bodySchema = z.object({
  marketplaceId: z.string(),
  codCollectionMethod: z.enum(['DirectPayment']).optional(),
  packageDetail: detailSchema,
})

export type PackageDetail = z.infer<typeof detailSchema>
export type ConfirmationBody = z.infer<typeof bodySchema>

/** The body, or Amazon's 400. */
export function readConfirmation(text: string): ConfirmationBody {
  const body = parse(text)
  const { packageDetail, marketplaceId, codCollectionMethod } = body
  if (!/^0*[1-9]\d*$/.test(packageDetail.packageReferenceId)) {
    throw invalidInput('PackageReferenceId: is invalid, must be a positive numeric value.')
  }
  if (readShipDate(packageDetail.shipDate) === undefined) throw malformedDate()
  if (/^others?$/i.test(packageDetail.carrierCode) && !packageDetail.carrierName?.trim()) {
    throw invalidInput('CarrierName is required when CarrierCode is Other.')
  }
  if (packageDetail.carrierCode.trim() === '') throw invalidInput('CarrierCode is required.')
  if (packageDetail.orderItems.length === 0) throw invalidInput('OrderItems must not be empty.')
  for (const { quantity } of packageDetail.orderItems) {
    if (quantity < 1) throw invalidInput('Quantity is invalid, must be a positive value.')
  }
  if (codCollectionMethod !== undefined && marketplaceId !== japan) {
    throw invalidInput('CodCollectionMethod is only supported in JP.')
  }
  return body
}

/** World time of an ISO 8601 date-time; a date alone, or a date of another form, is not one. */
export function readShipDate(text: string): number | undefined {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/
  if (!form.test(text)) return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : ms
}

const japan = 'A1VC38T7YXB528'

function parse(text: string): ConfirmationBody {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalidInput('Request has missing or invalid parameters and cannot be parsed.')
  }
  const checked = bodySchema.safeParse(value)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const at = issue?.path.join('.') ?? 'body'
  throw invalidInput(`Invalid input: invalid type [${at}]`)
}

/** Amazon's own example of a wrong date has this code, with a space, and no details. */
function malformedDate(): Refusal {
  return new Refusal({ status: 400, code: 'Invalid Input', message: 'Invalid Input' })
}
