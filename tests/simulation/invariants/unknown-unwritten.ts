/** Of what nobody can know, and of what Amazon ships, no figure is ever written; no patch harms a listing. */
import type { SoakShop } from '../soak-shop.ts'
import { fbaSku, unknowable } from '../stock-shelf.ts'
import type { Invariant } from './invariant.ts'

const untouchable: ReadonlySet<string> = new Set([fbaSku, ...unknowable])
const byUs = /by (?:patchListingsItem|JSON_LISTINGS_FEED)$/

export const unknownUnwritten: Invariant = {
  always({ name, amazon }) {
    const harms = amazon.control.listingHarms().map(({ sku, harm }) => `${sku}: ${harm}`)
    return harms.map((text) => `${name} harmed ${text}`)
  },
  async atRest({ shop }) {
    return [...new Set(written(shop))].map((sku) => `${shop.name} wrote a figure of ${sku}`)
  },
}

function written({ amazon }: SoakShop): string[] {
  return amazon.journal
    .entries({ on: 'amazon.listing', withEffect: true })
    .filter(({ effect }) => byUs.test(effect ?? ''))
    .map(({ path }) => path.slice(1))
    .filter((sku) => untouchable.has(sku))
}
