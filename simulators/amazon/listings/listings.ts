/**
 * The seller's listings and what changes them: patches that were accepted and show minutes later, sales, cancellations,
 * Seller Central. Whoever subscribed hears of every changed quantity. Faults on `amazon.listing`: slow, out-of-order (applied
 * behind later ones), silently-dropped, refused (accepted, then an issue and no effect).
 */
import type { Fault, FaultPlane } from '../../kit/fault-plane.ts'
import type { Journal } from '../../kit/journal.ts'
import type { SeededRandom } from '../../kit/seeded-random.ts'
import type { WorldClock } from '../../kit/world-clock.ts'
import type { CatalogueItem } from '../../worlds/catalogue.ts'
import type { Delivery } from '../delivery.ts'
import type { AmazonSettings } from '../settings.ts'
import { applyPatches, type Harm } from './apply-patch.ts'
import { createFbaStore, type FbaFigures, type FbaStore, plainFbaStock } from './fba-stock.ts'
import { type Listing, merchantChannel, merchantQuantity } from './listing.ts'
import { listingOf } from './listing-from-catalogue.ts'
import { createListingStore, type ListingStore } from './listing-store.ts'
import type { Patch } from './patch-rules.ts'
import { availabilityNotice, quantityNotice } from './stock-notices.ts'
import { createStockedBlock, type StockedSpec } from './stocked-block.ts'

export type HarmDone = { readonly sku: string; readonly harm: Harm; readonly atMs: number }

export type Submission = {
  readonly sku: string
  readonly patches: readonly Patch[]
  /** After how long it shows; the setting's lag unless said otherwise. */
  readonly lagMs?: number
  /** For the journal. */
  readonly source: string
}

export type Listings = {
  readonly store: ListingStore
  readonly fba: FbaStore
  /** Takes a checked patch in; gives back the id of the submission. */
  submit(submission: Submission): string
  /** A new version; tells of a changed merchant quantity. */
  change(sku: string, next: (listing: Listing) => Listing, cause: string): void
  /** Units are sold or come back: the merchant's figure moves by so many, never below 0. */
  moveQuantity(sku: string, delta: number, cause: string): void
  changeFba(sku: string, next: (stock: FbaFigures) => FbaFigures, cause: string): void
  add(listing: Listing, fulfillable?: number): void
  stock(spec: StockedSpec): void
  newSubmissionId(): string
  /** How late one message of a feed shows: any time up to the lag of a patch. */
  anyLag(): number
  /** What patches did that nobody wants: lost lead times, second channels. */
  harms(): readonly HarmDone[]
  /** Accepted patches that do not show yet. */
  waiting(): number
  clear(): void
}

export type ListingsParts = {
  readonly clock: WorldClock
  readonly random: SeededRandom
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly catalogue: readonly CatalogueItem[]
  readonly settings: () => AmazonSettings
  readonly delivery: Delivery
}

export function createListings(parts: ListingsParts): Listings {
  const desk: Desk = {
    ...parts,
    store: createListingStore(),
    fba: createFbaStore(),
    harms: [],
    state: { waiting: 0, era: 0 },
  }
  const { store, fba, harms, state, random, clock, settings } = desk
  const lags = random.fork('lags')
  fill(desk)
  return {
    store,
    fba,
    change: (sku, next, cause) => change(desk, sku, next, cause),
    changeFba: (sku, next, cause) => changeFba(desk, sku, next, cause),
    submit: (submission) => submit(desk, submission),
    moveQuantity: (sku, delta, cause) => change(desk, sku, (one) => moved(one, delta), cause),
    add(listing, fulfillable) {
      store.put(listing)
      if (fulfillable !== undefined) fba.put(plainFbaStock(listing, fulfillable, clock.nowMs()))
    },
    stock: (spec) =>
      store.setBlock(createStockedBlock(spec, settings().participations, clock.nowMs())),
    newSubmissionId: () => random.uuid(),
    anyLag: () => lags.int(0, settings().listingLagMs),
    harms: () => harms,
    waiting: () => state.waiting,
    clear() {
      store.clear()
      fba.clear()
      harms.length = 0
      state.waiting = 0
      state.era += 1
      fill(desk)
    },
  }
}

type Desk = ListingsParts & {
  readonly store: ListingStore
  readonly fba: FbaStore
  readonly harms: HarmDone[]
  /** What waits of an earlier era comes to nothing. */
  readonly state: { waiting: number; era: number }
}

/** Every listing of the catalogue, and the units of those that Amazon fulfils. */
function fill({ store, fba, catalogue, clock, settings }: Desk): void {
  for (const [at, item] of catalogue.entries()) {
    const listing = listingOf(item, at, settings().participations, clock.nowMs())
    store.put(listing)
    if (item.fulfilledBy === 'AMAZON')
      fba.put(plainFbaStock(listing, item.stock, listing.updatedMs))
  }
}

function change(desk: Desk, sku: string, next: (listing: Listing) => Listing, cause: string): void {
  const before = desk.store.get(sku)
  if (before === undefined) return
  const made = next(before)
  desk.store.put({ ...made, updatedMs: Math.max(desk.clock.nowMs(), before.updatedMs + 1) })
  const [was, is] = [merchantQuantity(before), merchantQuantity(made)]
  note(desk, sku, `${was ?? '-'} to ${is ?? '-'} by ${cause}`)
  if (is !== undefined && is !== was) desk.delivery.announce(quantityNotice(sku, is))
}

function moved(listing: Listing, delta: number): Listing {
  const availability = listing.availability.map((entry) =>
    entry.code === merchantChannel && entry.quantity !== undefined
      ? { ...entry, quantity: Math.max(0, entry.quantity + delta) }
      : entry,
  )
  return { ...listing, availability }
}

function changeFba(
  desk: Desk,
  sku: string,
  next: (stock: FbaFigures) => FbaFigures,
  cause: string,
): void {
  const before = desk.fba.get(sku)
  if (before === undefined) return
  const updatedMs = Math.max(desk.clock.nowMs(), before.updatedMs + 1)
  const stock = { ...before, ...next(before), updatedMs }
  desk.fba.put(stock)
  note(desk, sku, `fulfillable ${before.fulfillable} to ${stock.fulfillable} by ${cause}`)
  const marketplaceIds = desk.store.get(sku)?.marketplaceIds ?? []
  desk.delivery.announce(availabilityNotice(stock, marketplaceIds))
}

function submit(desk: Desk, submission: Submission): string {
  const { sku } = submission
  const { clock, state } = desk
  const fault = desk.faults.take('amazon.listing', { sku }, faultKinds)
  const id = desk.random.uuid()
  if (fault?.fault === 'silently-dropped') return id
  const lagMs = submission.lagMs ?? desk.settings().listingLagMs
  const mine = state.era
  state.waiting += 1
  clock.at(clock.nowMs() + lagMs + latenessOf(fault, lagMs), () => {
    if (mine !== state.era) return
    state.waiting -= 1
    apply(desk, submission, fault)
  })
  return id
}

function apply(desk: Desk, { sku, patches, source }: Submission, fault: Fault | undefined): void {
  if (fault?.fault === 'refused') {
    change(desk, sku, (one) => ({ ...one, issues: [...one.issues, lateIssue] }), source)
    return
  }
  const patched = (one: Listing): Listing => {
    const { listing, harms } = applyPatches(one, patches, desk.settings().defaultOnFba)
    for (const harm of harms) desk.harms.push({ sku, harm, atMs: desk.clock.nowMs() })
    return listing
  }
  change(desk, sku, patched, source)
}

const faultKinds = ['slow', 'out-of-order', 'silently-dropped', 'refused'] as const

function latenessOf(fault: Fault | undefined, lagMs: number): number {
  if (fault?.fault !== 'slow' && fault?.fault !== 'out-of-order') return 0
  return fault.delayMs ?? Math.max(60_000, lagMs * 2)
}

const lateIssue = {
  code: '8541',
  message: 'The submitted data could not be processed. Correct it and submit it again.',
  severity: 'ERROR',
  categories: ['INVALID_ATTRIBUTE'],
} as const

function note({ clock, journal }: ListingsParts, sku: string, effect: string): void {
  journal.record({
    atMs: clock.nowMs(),
    on: 'amazon.listing',
    method: 'APPLY',
    path: `/${sku}`,
    status: 200,
    effect,
  })
}
