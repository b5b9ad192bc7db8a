/** What a platform said about its quota is what we believe, and no call went beyond it. */
import { sql } from 'kysely'
import type { Books, Invariant } from './invariant.ts'

type Bucket = { readonly bucket: string; readonly rate: number; readonly capacity: number }

export const quotasLearnt: Invariant = {
  async atRest(books) {
    const { db, shop } = books
    const { rows } = await sql<Bucket>`
      select bucket, rate_per_s as rate, capacity from budget
      where bucket like ${`%:${shop.accountId}:%`} or bucket like ${`%:${shop.shopify.shop}`}
    `.execute(db)
    const wrong = rows.flatMap((row) => check(books, row))
    return [...wrong, ...beyondQuota(books)].map((text) => `${shop.name} ${text}`)
  },
}

function check({ shop, world }: Books, { bucket, rate, capacity }: Bucket): string[] {
  const wrong = (what: string, believed: number, is: number) =>
    believed === is ? [] : [`believes ${what} of ${bucket} to be ${believed}, it is ${is}`]
  if (bucket.startsWith('shopify:')) {
    const { restoreRate, maximumAvailable } = shop.shopify.control.throttleStatus()
    return [
      ...wrong('the rate', rate, restoreRate),
      ...wrong('the capacity', capacity, maximumAvailable),
    ]
  }
  const rates = world.variation.amazonRates
  if (bucket.endsWith(':getOrder')) return wrong('the rate', rate, rates.getOrder)
  // The other operations are granted what is documented, with which we begin.
  return bucket.endsWith(':searchOrders') ? wrong('the rate', rate, rates.searchOrders) : []
}

/** Refusals for asking too much that no fault explains. */
function beyondQuota({ shop }: Books): string[] {
  const refused = shop.amazon.journal
    .entries({ status: 429 })
    .filter((entry) => entry.fault === undefined)
  return refused.length === 0 ? [] : [`${refused.length} calls went beyond a quota of Amazon`]
}
