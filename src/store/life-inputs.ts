/** What people say about order life: approve, dismiss, accept, release … with who and when. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { LifeInput } from '../core/life/life-view.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

/** Adds an input; the same word about the same thing that still stands is taken for it. */
export async function addLifeInput(
  trx: Database,
  accountId: AccountId,
  input: Omit<LifeInput, 'atMs'> & { readonly orderId: AmazonOrderId },
): Promise<{ readonly inputId: string; readonly isNew: boolean }> {
  const { about = null } = input
  const { rows } = await sql<{ inputId: string; kind: string }>`
    select i.input_id as "inputId", i.kind from life_input i
    where i.account_id = ${accountId} and i.amazon_order_id = ${input.orderId}
      and i.subject = ${input.subject} and i.about is not distinct from ${about}
      and i.used_at is null
    order by i.at desc limit 1
  `.execute(trx)
  const last = rows[0]
  if (last?.kind === input.kind && input.detail === null) {
    return { inputId: last.inputId, isNew: false }
  }
  await sql`
    insert into life_input (input_id, account_id, amazon_order_id, kind, subject, about, detail,
      by_whom, at)
    values (${input.inputId}, ${accountId}, ${input.orderId}, ${input.kind}, ${input.subject},
      ${about}, ${jsonb(input.detail)}, ${input.by}, app_now())
  `.execute(trx)
  return { inputId: input.inputId, isNew: true }
}
