/** Brings given-up work back: it starts anew, now. */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { deadLetters, revive } from '../../work/dead-letters.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

/** Named keys, or all that are dead. */
export type ReviveRequest = {
  readonly accountId: AccountId
  readonly keys: readonly { readonly kind: string; readonly key: string }[] | 'all'
}

const atOnce = 1_000

export async function reviveDeadLetters(
  deps: OperationDeps,
  actor: Actor,
  { accountId, keys }: ReviveRequest,
): Promise<{ readonly revived: number }> {
  requireRole(actor, 'operator')
  return deps.db.transaction().execute(async (trx) => {
    const chosen =
      keys === 'all'
        ? await deadLetters(trx, accountId, { limit: atOnce })
        : keys.map(({ kind, key }) => ({ accountId, kind, key }))
    const named = chosen.slice(0, 20).map(({ kind, key }) => `${kind}:${key}`)
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: 'revive-dead-letters',
      subject: keys === 'all' ? 'all' : (named[0] ?? 'none'),
      detail: { asked: chosen.length, keys: named },
    })
    return { revived: await revive(trx, chosen) }
  })
}
