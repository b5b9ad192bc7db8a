/**
 * Changes settings of a connection. What is given is laid over what stands and judged whole; each
 * change is written down, and every order whose next decision may differ looks again (B5).
 */
import { platformsAreHere } from '../../core/host-rule.ts'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { type Connection, readConnection, saveSettings } from '../../store/connections.ts'
import type { Database } from '../../store/pool.ts'
import { ordersToReconsider } from '../../store/read/reconsider.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { orderMark, stockSweepMark } from '../work-keys.ts'

/** Judges settings as a whole: the strict shape of src/config/settings.ts, handed in. */
export type SettingsDoor<S extends object> = (
  given: unknown,
  platformsAreHere?: boolean,
) =>
  | { readonly is: 'sound'; readonly settings: S }
  /** `issues`: one sentence each, with the path. */
  | { readonly is: 'unsound'; readonly issues: readonly string[] }

export type ChangedSettings<S extends object> = {
  readonly settings: S
  /** Paths such as `stock.whenShort`. */
  readonly changed: readonly string[]
  readonly reconsideredOrders: number
}

type Change = { readonly from: unknown; readonly to: unknown }

export async function changeSettings<S extends object>(
  deps: OperationDeps,
  actor: Actor,
  request: { readonly accountId: AccountId; readonly change: unknown },
  door: SettingsDoor<S>,
): Promise<ChangedSettings<S>> {
  requireRole(actor, 'owner')
  const { accountId, change } = request
  return deps.db.transaction().execute(async (trx) => {
    const connection = await connected(trx, accountId)
    const before = sound(door(connection.settings))
    const settings = sound(door(overlay(before, change), platformsAreHere(connection)))
    const changes = differences(before, settings)
    const changed = [...changes.keys()]
    if (changed.length === 0) return { settings, changed, reconsideredOrders: 0 }
    await saveSettings(trx, accountId, settings)
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: 'change-settings',
      subject: accountId,
      detail: Object.fromEntries(changes),
    })
    // How the merchant is told decides nothing about an order.
    const orders = changed.every((path) => path.startsWith('notices.'))
      ? []
      : await ordersToReconsider(trx, accountId)
    await markInPieces(trx, accountId, orders)
    if (changed.some((path) => /^(stock\.|fulfillment\.locations)/.test(path))) {
      await mark(trx, [stockSweepMark(accountId, 'stock-all')])
    }
    return { settings, changed, reconsideredOrders: orders.length }
  })
}

/** The settings as they stand, every default filled in. */
export async function readSettings<S extends object>(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  door: SettingsDoor<S>,
): Promise<S> {
  requireRole(actor, 'viewer')
  return sound(door((await connected(deps.db, accountId)).settings))
}

async function connected(db: Database, accountId: AccountId): Promise<Connection> {
  const connection = await readConnection(db, accountId)
  if (connection !== null) return connection
  throw notConnected()
}

export function notConnected(): OperationError {
  return new OperationError(
    'NOT_CONNECTED',
    'No shop is connected under this account.',
    'Set the credentials and run: crossdock start.',
  )
}

export function sound<S extends object>(judged: ReturnType<SettingsDoor<S>>): S {
  if (judged.is === 'sound') return judged.settings
  throw new OperationError(
    'SETTINGS_UNSOUND',
    `These settings cannot be taken: ${judged.issues.join('; ')}.`,
    'Correct what is named; nothing was changed.',
  )
}

/** Groups are laid over each other; a value, a list or null replaces what stood. */
export function overlay(base: unknown, change: unknown): unknown {
  if (!isGroup(base) || !isGroup(change)) return change
  const merged = new Map(Object.entries(base))
  for (const [name, value] of Object.entries(change)) {
    merged.set(name, overlay(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

function differences(before: object, after: object, at = ''): Map<string, Change> {
  const found = new Map<string, Change>()
  for (const [name, to] of Object.entries(after)) {
    const from: unknown = Object.entries(before).find(([other]) => other === name)?.[1]
    const path = at === '' ? name : `${at}.${name}`
    if (isGroup(from) && isGroup(to)) {
      for (const [inner, change] of differences(from, to, path)) found.set(inner, change)
    } else if (JSON.stringify(from) !== JSON.stringify(to)) {
      found.set(path, { from, to })
    }
  }
  return found
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const pieceOrders = 5_000

async function markInPieces(
  trx: Database,
  accountId: AccountId,
  orders: readonly { readonly orderId: AmazonOrderId; readonly urgent: boolean }[],
): Promise<void> {
  for (let start = 0; start < orders.length; start += pieceOrders) {
    const piece = orders.slice(start, start + pieceOrders)
    const marks = piece.map(({ orderId, urgent }) =>
      orderMark(accountId, orderId, urgent ? 'intake' : 'reports'),
    )
    await mark(trx, marks)
  }
}
