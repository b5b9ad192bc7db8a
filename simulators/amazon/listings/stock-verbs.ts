/** The verbs of `stock-control.ts` over HTTP. */
import { z } from 'zod'
import { type ControlVerb, verb } from '../../kit/control.ts'
import type { AmazonControl } from '../control.ts'
import {
  fbaSchema,
  issueSchema,
  listingSpecSchema,
  purchaseSchema,
  stockedSchema,
} from './stock-control.ts'

const bySku = z.strictObject({ sku: z.string() })
const none = z.object({})

export function stockVerbs(control: AmazonControl): ControlVerb[] {
  return [...listingVerbs(control), ...stockedVerbs(control), ...fbaVerbs(control)]
}

function listingVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'GET',
      path: 'listings',
      summary: 'One listing with its issues and channels, or how many there are.',
      input: z.strictObject({ sku: z.string().optional() }),
      run: ({ sku }) => {
        if (sku === undefined) return { count: control.listingCount() }
        const listing = control.listing(sku)
        if (listing === undefined) throw new Error(`no listing ${sku}`)
        return listing
      },
    }),
    verb({
      method: 'POST',
      path: 'listings/add',
      summary: 'Adds a listing, or writes one anew.',
      input: listingSpecSchema,
      run: (spec) => control.addListing(spec),
    }),
    verb({
      method: 'POST',
      path: 'listings/set-quantity',
      summary: 'The seller sets the quantity in Seller Central; it shows at once.',
      input: bySku.extend({ quantity: z.int().nonnegative() }),
      run: ({ sku, quantity }) => control.setListingQuantity(sku, quantity),
    }),
    verb({
      method: 'POST',
      path: 'listings/set-issues',
      summary: 'Amazon finds issues with a listing, or none any more.',
      input: bySku.extend({ issues: z.array(issueSchema) }),
      run: ({ sku, issues }) => control.setListingIssues(sku, issues),
    }),
    verb({
      method: 'GET',
      path: 'listings/harms',
      summary: 'What patches did that nobody wants: lost lead times, second channels.',
      input: none,
      run: () => ({ harms: control.listingHarms(), waiting: control.waitingPatches() }),
    }),
  ]
}

function stockedVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'POST',
      path: 'listings/stock',
      summary: 'Very many plain listings, STK-0000001 and on, in little memory.',
      input: stockedSchema,
      run: (spec) => ({ listings: control.stockListings(spec) }),
    }),
    verb({
      method: 'POST',
      path: 'orders/buy',
      summary: 'A buyer orders one SKU if there are enough units; otherwise orderId is null.',
      input: purchaseSchema,
      run: (purchase) => ({ orderId: control.buy(purchase) ?? null }),
    }),
  ]
}

function fbaVerbs(control: AmazonControl): ControlVerb[] {
  return [
    verb({
      method: 'GET',
      path: 'fba',
      summary: "The figures of a SKU in Amazon's warehouses.",
      input: bySku,
      run: ({ sku }) => {
        const stock = control.fbaStock(sku)
        if (stock === undefined) throw new Error(`no FBA stock of ${sku}`)
        return stock
      },
    }),
    verb({
      method: 'POST',
      path: 'fba/set',
      summary: "Changes figures in Amazon's warehouses: received, moved, lost, damaged.",
      input: bySku.extend(fbaSchema.shape),
      run: ({ sku, ...figures }) => control.setFbaStock(sku, figures as never),
    }),
  ]
}
