/** Maps an Amazon SKU to the variants that it stands for: one, or a kit of several. */
import type { AccountId, VariantGid } from '../../core/ids.ts'
import type { Actor } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { linkSku } from './link-sku.ts'
import type { WantedComponent } from './resolve-components.ts'

export type MapRequest = {
  readonly accountId: AccountId
  readonly amazonSku: string
  /** At least one; `quantity` units of each make one Amazon unit. */
  readonly components: readonly WantedComponent[]
}

export type Mapped = {
  readonly amazonSku: string
  readonly components: readonly { readonly variantGid: VariantGid; readonly quantity: number }[]
  readonly replayedOrders: number
}

/** A link of this connection, for whoever does not mean to take it back. */
export async function mapSku(
  deps: OperationDeps,
  actor: Actor,
  request: MapRequest,
): Promise<Mapped> {
  const linked = await linkSku(deps, actor, { ...request, everywhere: false })
  const { amazonSku, components, replayedOrders } = linked
  return { amazonSku, components, replayedOrders }
}
