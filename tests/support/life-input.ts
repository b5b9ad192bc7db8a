/** What a person says about order life, as its operation stores it, with the mark that follows. */
import { randomUUID } from 'node:crypto'
import { type AccountId, id } from '../../src/core/ids.ts'
import type { LifeInput } from '../../src/core/life/life-view.ts'
import { orderKey } from '../../src/reconcile/keys.ts'
import { addLifeInput } from '../../src/store/life-inputs.ts'
import type { Database } from '../../src/store/pool.ts'
import { mark } from '../../src/work/mark.ts'

export async function putLifeInput(
  db: Database,
  accountId: AccountId,
  said: {
    readonly orderId: string
    readonly kind: string
    readonly subject: string
    /** The hold that it answers, as the operation names it. */
    readonly about?: string | null
  },
): Promise<void> {
  const orderId = id('AmazonOrderId', said.orderId)
  const kind = said.kind as LifeInput['kind']
  await db.transaction().execute(async (trx) => {
    const { subject, about = null } = said
    const input = { inputId: randomUUID(), kind, subject, about, detail: null, by: 'anna' }
    await addLifeInput(trx, accountId, { ...input, orderId })
    await mark(trx, [orderKey(accountId, orderId, 'money')])
  })
}
