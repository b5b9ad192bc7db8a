/**
 * Where goods leave from. A shop with one location that fulfils online orders has no choice, so it is chosen,
 * written down, and can be changed like any setting. Among several a person chooses; nothing is guessed.
 */
import type { AccountId } from '../../core/ids.ts'
import { wasSettingChanged } from '../../store/audit.ts'
import type { Actor } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { changeSettings, readSettings, type SettingsDoor } from './change-settings.ts'

export type ShopPlace = {
  readonly gid: string
  readonly name: string
  readonly fulfillsOnlineOrders: boolean
}

export type LocationChoice =
  /** `isNew`: just now, by itself. */
  | { readonly is: 'chosen'; readonly places: readonly ShopPlace[]; readonly isNew: boolean }
  /** A person said that goods may leave from any. */
  | { readonly is: 'any' }
  /** Several could, or none does: a person has to choose. */
  | { readonly is: 'open'; readonly places: readonly ShopPlace[] }
  /** Shopify does not show its locations. */
  | { readonly is: 'unknown' }

type WithLocations = { readonly fulfillment: { readonly locations: readonly string[] } }

const crossdock: Actor = { kind: 'crossdock', doing: 'connect' }
const path = 'fulfillment.locations'

/** `places`: the active locations of the shop, null when they could not be read. */
export async function chooseLocation<S extends WithLocations>(
  deps: OperationDeps,
  accountId: AccountId,
  door: SettingsDoor<S>,
  places: readonly ShopPlace[] | null,
): Promise<LocationChoice> {
  const { fulfillment } = await readSettings(deps, crossdock, accountId, door)
  if (places === null) return { is: 'unknown' }
  if (fulfillment.locations.length > 0) {
    const chosen = places.filter(({ gid }) => fulfillment.locations.includes(gid))
    return { is: 'chosen', places: chosen, isNew: false }
  }
  if (await wasSettingChanged(deps.db, accountId, path)) return { is: 'any' }
  const online = places.filter((place) => place.fulfillsOnlineOrders)
  const [only] = online
  if (only === undefined || online.length > 1) return { is: 'open', places: online }
  const change = { fulfillment: { locations: [only.gid] } }
  await changeSettings(deps, crossdock, { accountId, change }, door)
  return { is: 'chosen', places: [only], isNew: true }
}

/** The command that chooses these, to be copied as it stands. */
export function choosingCommand(places: readonly ShopPlace[]): string {
  const gids = JSON.stringify(places.map(({ gid }) => gid))
  return `crossdock settings set '${path}=${gids}'`
}
