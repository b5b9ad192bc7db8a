/**
 * Looks that a batch answers better than a single call: the order goes on Amazon's desk, or the
 * catalogue is read. The order's key rests; whoever stores the answer marks it again.
 */

import { lookedInVain } from '../../store/amazon-looks.ts'
import { askedForMs, putOnDesk } from '../../store/intake.ts'
import { mark } from '../../work/mark.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import type { Progress } from '../key-outcome.ts'
import { amazonDesk, catalogueKey, deskKey } from '../keys.ts'

/** After a look that showed less than is known. */
const lookAgainMs = 30_000

export async function lookAtAmazon(
  deps: OrderDeps,
  account: Account,
  one: Decided,
): Promise<Progress> {
  const { held, orderId, view } = one
  const vainMs = await lookedInVain(deps.db, account.accountId, orderId)
  if (vainMs !== null) return { held, is: 'done', next: { dueAtMs: vainMs + lookAgainMs } }
  const eventMs = view.behind?.eventMs ?? askedForMs
  await deps.db.transaction().execute(async (trx) => {
    await putOnDesk(trx, account.accountId, amazonDesk, [
      { key: orderId, lane: held.lane, eventMs },
    ])
    await mark(trx, [deskKey(account.accountId, held.lane)])
  })
  return { held, is: 'done', next: null }
}

export async function lookAtCatalogue(
  deps: OrderDeps,
  account: Account,
  one: Decided,
): Promise<Progress> {
  await mark(deps.db, [catalogueKey(account.accountId)])
  // The sweep marks the orders that wait for it when it is complete.
  return { held: one.held, is: 'done', next: null }
}
