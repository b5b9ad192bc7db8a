/**
 * What Amazon finds wrong with a patch: an issue in an answer of 200 with the status INVALID. Codes 90220, 13013 and 90000900
 * are Amazon's (model examples, threads, Seller Central); the others are the simulator's own.
 */
import { z } from 'zod'
import type { Listing, ListingIssue } from './listing.ts'

const operations = ['add', 'replace', 'merge', 'delete'] as const

export const patchSchema = z.object({
  op: z.enum(operations),
  path: z.string(),
  value: z.array(z.record(z.string(), z.unknown())).optional(),
})

export type Patch = z.infer<typeof patchSchema>

export const availabilityName = 'fulfillment_availability'

/** The attribute that a patch is about; undefined for a path that is none at the top level. */
export function attributeOf({ path }: Patch): string | undefined {
  return /^\/attributes\/([a-z][a-z0-9_]*)$/.exec(path)?.[1]
}

export const unknownSku: ListingIssue = {
  code: '13013',
  message:
    'This SKU does not exist in the Amazon.com catalog. Your inventory data was not processed.',
  severity: 'ERROR',
  attributeNames: ['sku'],
  categories: [],
}

export function patchIssues(
  listing: Listing,
  productType: string,
  patches: readonly Patch[],
): ListingIssue[] {
  const type =
    productType === 'PRODUCT' || productType === listing.productType
      ? []
      : [invalid('90004003', `The product type '${productType}' is not valid.`, 'product_type')]
  return [...type, ...patches.flatMap(onePatch)]
}

function onePatch(patch: Patch): ListingIssue[] {
  const name = attributeOf(patch)
  if (name === undefined) {
    const words = `The path '${patch.path}' is not supported: only top-level attributes can be patched.`
    return [invalid('4000001', words)]
  }
  if (patch.op === 'delete') return []
  if (patch.value === undefined || patch.value.length === 0) {
    return [invalid('4000001', `The '${patch.op}' of '${patch.path}' has no value.`, name)]
  }
  return name === availabilityName ? patch.value.flatMap(oneAvailability) : []
}

function oneAvailability(value: Readonly<Record<string, unknown>>): ListingIssue[] {
  const { fulfillment_channel_code: code, quantity, lead_time_to_ship_max_days: days } = value
  if (code === undefined || code === null || code === '') {
    return [
      {
        code: '90220',
        message: "'fulfillment_channel_code' is required but not supplied.",
        severity: 'ERROR',
        attributeNames: [availabilityName],
        categories: ['MISSING_ATTRIBUTE'],
      },
    ]
  }
  const issues: ListingIssue[] = []
  const wrong = (words: string) => issues.push(invalid('90000900', words, availabilityName))
  if (typeof code !== 'string' || !/^(DEFAULT|AMAZON_[A-Z]{2,4})$/.test(code)) {
    wrong(`'${String(code)}' is not a fulfillment channel code.`)
  }
  if (quantity !== undefined && !isWhole(quantity, 2_147_483_647)) {
    wrong("The value of 'quantity' must be a whole number of 0 or more.")
  }
  if (days !== undefined && !isWhole(days, 30)) {
    wrong("The value of 'lead_time_to_ship_max_days' must be between 0 and 30.")
  }
  return issues
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
}

function invalid(code: string, message: string, name?: string): ListingIssue {
  return {
    code,
    message,
    severity: 'ERROR',
    ...(name === undefined ? {} : { attributeNames: [name] }),
    categories: ['INVALID_ATTRIBUTE'],
  }
}
