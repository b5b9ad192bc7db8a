/**
 * The views of the order list that a person keeps: names, filters and their order. They belong to one person
 * and one account; nobody sees or changes those of another (R-CONSOLE-4). No row of the activity: they
 * change nothing of the business.
 */
import type { AccountId } from '../../core/ids.ts'
import {
  addOwnView,
  dropOwnView,
  listOwnViews,
  lockOwnViews,
  placeOwnViews,
  type SavedView,
  saveOwnView,
  type ViewOwner,
} from '../../store/own-views.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import type { PersonActor } from '../people/own-account.ts'

const viewsMax = 30
const nameMax = 60

export type PlacedView = SavedView & { readonly place: number }

export async function ownViews(
  deps: Pick<OperationDeps, 'db'>,
  actor: PersonActor,
  accountId: AccountId,
): Promise<PlacedView[]> {
  const views = await listOwnViews(deps.db, { personId: actor.personId, accountId })
  return views.map((view, place) => ({ ...view, place }))
}

export async function keepView(
  deps: OperationDeps,
  actor: PersonActor,
  accountId: AccountId,
  wish: Pick<SavedView, 'name' | 'filters'>,
): Promise<PlacedView> {
  const owner = { personId: actor.personId, accountId }
  const name = soundName(wish.name)
  return deps.db.transaction().execute(async (trx) => {
    await lockOwnViews(trx, owner)
    const before = await listOwnViews(trx, owner)
    if (before.length >= viewsMax) throw tooMany()
    requireFree(before, name, null)
    const view = { viewId: deps.newId(), name, filters: wish.filters, place: before.length }
    await addOwnView(trx, owner, { ...view, place: before.length + 1 })
    return view
  })
}

/** What is left out stays. `place` counts from 0; the others make room. */
export async function changeView(
  deps: OperationDeps,
  actor: PersonActor,
  accountId: AccountId,
  wish: { readonly viewId: string } & {
    readonly [Name in 'name' | 'filters' | 'place']?: PlacedView[Name] | undefined
  },
): Promise<PlacedView> {
  const owner: ViewOwner = { personId: actor.personId, accountId }
  return deps.db.transaction().execute(async (trx) => {
    await lockOwnViews(trx, owner)
    const before = await listOwnViews(trx, owner)
    const at = before.findIndex(({ viewId }) => viewId === wish.viewId)
    const old = before[at]
    if (old === undefined) throw viewNotFound()
    const name = wish.name === undefined ? old.name : soundName(wish.name)
    requireFree(before, name, old.viewId)
    const view = { ...old, name, filters: wish.filters ?? old.filters }
    await saveOwnView(trx, owner, view)
    const place = Math.min(wish.place ?? at, before.length - 1)
    const others = before.filter((one) => one !== old).map(({ viewId }) => viewId)
    if (place !== at) await placeOwnViews(trx, owner, others.toSpliced(place, 0, old.viewId))
    return { ...view, place }
  })
}

export async function forgetView(
  deps: Pick<OperationDeps, 'db'>,
  actor: PersonActor,
  accountId: AccountId,
  viewId: string,
): Promise<void> {
  const owner = { personId: actor.personId, accountId }
  if (!(await dropOwnView(deps.db, owner, viewId))) throw viewNotFound()
}

function soundName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ')
  if (name !== '' && name.length <= nameMax) return name
  const cause = `The name of a view has 1 to ${nameMax} characters.`
  throw new OperationError('VIEW_UNSOUND', cause, 'Give it another name.')
}

function requireFree(views: readonly SavedView[], name: string, butNot: string | null): void {
  const same = (one: SavedView) =>
    one.viewId !== butNot && one.name.toLowerCase() === name.toLowerCase()
  if (!views.some(same)) return
  throw new OperationError('VIEW_TAKEN', 'You have a view of this name.', 'Take another name.')
}

function tooMany(): OperationError {
  const cause = `You keep ${viewsMax} views, which is the most.`
  return new OperationError('VIEW_UNSOUND', cause, 'Remove one that you need no more.')
}

function viewNotFound(): OperationError {
  const cause = 'You have no such view in this account.'
  return new OperationError('VIEW_NOT_FOUND', cause, 'Read your views anew: GET /api/me/views.')
}
