/**
 * What patches make of a listing. Availability has one entry a channel: `merge` changes what it names and keeps the rest of
 * the entry, `replace` and `add` write the entry anew, so that siblings such as the lead time are lost; a channel that was
 * not there becomes a second entry. `delete` takes the named entries away, or all. Source: threads cited in the facts.
 */
import {
  type AttributeRows,
  type Availability,
  isByAmazon,
  type Listing,
  merchantChannel,
} from './listing.ts'
import { attributeOf, availabilityName, type Patch } from './patch-rules.ts'

/** What a patch did that its sender hardly wanted. */
export type Harm = 'default-on-fba' | 'second-channel' | 'lead-time-lost' | 'no-channel-left'

export type Patched = {
  readonly listing: Listing
  readonly harms: readonly Harm[]
}

export function applyPatches(
  listing: Listing,
  patches: readonly Patch[],
  defaultOnFba: 'duplicates' | 'converts',
): Patched {
  const harms: Harm[] = []
  let next = listing
  for (const patch of patches) {
    const name = attributeOf(patch)
    if (name === undefined) continue
    next =
      name === availabilityName
        ? { ...next, availability: patchedAvailability(next, patch, defaultOnFba, harms) }
        : patchedAttribute(next, name, patch)
  }
  return { listing: next, harms }
}

function patchedAvailability(
  listing: Listing,
  { op, value = [] }: Patch,
  defaultOnFba: 'duplicates' | 'converts',
  harms: Harm[],
): readonly Availability[] {
  const given = value.map(readEntry)
  const { availability } = listing
  if (op === 'delete') {
    const gone = new Set(given.map(({ code }) => code))
    const left = gone.size === 0 ? [] : availability.filter(({ code }) => !gone.has(code))
    if (left.length === 0) harms.push('no-channel-left')
    return left
  }
  let next = [...availability]
  for (const entry of given) {
    const at = next.findIndex(({ code }) => code === entry.code)
    const known = next[at]
    if (known === undefined) {
      const toDefault = entry.code === merchantChannel && isByAmazon(listing)
      if (next.length > 0) harms.push(toDefault ? 'default-on-fba' : 'second-channel')
      next = toDefault && defaultOnFba === 'converts' ? [entry] : [...next, entry]
      continue
    }
    if (op === 'merge') next[at] = { ...known, ...entry }
    else {
      if (known.leadTimeDays !== undefined && entry.leadTimeDays === undefined) {
        harms.push('lead-time-lost')
      }
      next[at] = entry
    }
  }
  return next
}

function readEntry(value: Readonly<Record<string, unknown>>): Availability {
  const { quantity, lead_time_to_ship_max_days: days, restock_date: restockDate } = value
  return {
    code: String(value.fulfillment_channel_code ?? ''),
    ...(typeof quantity === 'number' ? { quantity } : {}),
    ...(typeof days === 'number' ? { leadTimeDays: days } : {}),
    ...(typeof restockDate === 'string' ? { restockDate } : {}),
  }
}

/** Other attributes are kept as they came; the title also shows in the summary. */
function patchedAttribute(listing: Listing, name: string, { op, value = [] }: Patch): Listing {
  const before = listing.patched?.[name] ?? []
  const rows = op === 'delete' ? [] : op === 'merge' ? merged(before, value) : value
  const title = name === 'item_name' ? rows[0]?.value : undefined
  return {
    ...listing,
    ...(typeof title === 'string' ? { title } : {}),
    patched: { ...listing.patched, [name]: rows },
  }
}

function merged(before: AttributeRows, value: AttributeRows): AttributeRows {
  const keyOf = (row: Readonly<Record<string, unknown>>): string =>
    `${String(row.marketplace_id)} ${String(row.language_tag)}`
  const rows = new Map(before.map((row) => [keyOf(row), row]))
  for (const row of value) rows.set(keyOf(row), { ...rows.get(keyOf(row)), ...row })
  return [...rows.values()]
}
