/**
 * What an order looks like right after its first create was answered: as observe would read it back from
 * the database, which costs as much as the first look. Whatever came meanwhile has marked the key, so the
 * order is looked at again.
 */
import type { AttemptId } from '../../core/ids.ts'
import type { ShopifyOrder } from '../../core/orders/shopify-order.ts'
import type { OrderView } from '../../core/orders/view.ts'
import { seen } from '../../core/seen.ts'
import type { Account } from '../account.ts'
import type { CreateTask } from '../decided.ts'
import type { ViewAfter } from '../key-outcome.ts'
import { untouchedLife } from '../observe-life.ts'

/** Undefined where something else is known of the order: then only a look tells all. */
export function viewAfterCreate(
  task: CreateTask & { readonly attemptId: AttemptId },
  order: ShopifyOrder,
  { epoch, policy }: Pick<Account, 'epoch' | 'policy'>,
): ViewAfter | undefined {
  const { view, write, attemptId } = task
  const { attempts, lookUps } = view.effect
  const known = attempts.length + lookUps.length + view.candidates.length + view.person.length
  if (known > 0 || view.foreign.matches.length > 0) return undefined
  return (nowMs): OrderView => ({
    ...view,
    shopify: seen(order, nowMs),
    life: policy.life === undefined ? null : untouchedLife(epoch),
    candidates: [order],
    effect: {
      ...view.effect,
      attempts: [
        {
          ...{ attemptId, revision: 1, state: 'done', settledAtMs: nowMs, refusal: null },
          ...{ inventory: write.draft.inventory, atMs: nowMs },
        },
      ],
      platformId: order.gid,
      how: 'created',
    },
  })
}
