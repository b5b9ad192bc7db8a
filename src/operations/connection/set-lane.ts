/**
 * A lane is live, or it watches: then Crossdock decides and writes down what it would do, and sends
 * nothing (design section 8). Import is live from the start; the others when their preview was seen.
 */
import type { AccountId } from '../../core/ids.ts'
import type { Actor } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { changeSettings, readSettings, type SettingsDoor } from './change-settings.ts'

export const laneNames = [
  'import',
  'ship',
  'cancel',
  'refund',
  'stock',
  'feedback',
  'returns',
] as const
export const laneStates = ['watch', 'live'] as const

export type LaneName = (typeof laneNames)[number]
export type LaneState = (typeof laneStates)[number]
export type Lanes = Readonly<Record<LaneName, LaneState>>

type LaneSettings = Readonly<Record<LaneName, { readonly lane: LaneState }>>

export async function setLane<S extends LaneSettings>(
  deps: OperationDeps,
  actor: Actor,
  request: { readonly accountId: AccountId; readonly lane: LaneName; readonly state: LaneState },
  door: SettingsDoor<S>,
): Promise<{ readonly lanes: Lanes; readonly reconsideredOrders: number }> {
  const { accountId, lane, state } = request
  const change = { [lane]: { lane: state } }
  const changed = await changeSettings(deps, actor, { accountId, change }, door)
  const { reconsideredOrders } = changed
  return { lanes: lanesOf(changed.settings), reconsideredOrders }
}

export async function readLanes<S extends LaneSettings>(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  door: SettingsDoor<S>,
): Promise<Lanes> {
  return lanesOf(await readSettings(deps, actor, accountId, door))
}

function lanesOf(settings: LaneSettings): Lanes {
  return {
    import: settings.import.lane,
    ship: settings.ship.lane,
    cancel: settings.cancel.lane,
    refund: settings.refund.lane,
    stock: settings.stock.lane,
    feedback: settings.feedback.lane,
    returns: settings.returns.lane,
  }
}
