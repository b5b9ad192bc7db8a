/** What people decide about an order: stored as input of its next view, used once, with who and when. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, ShopifyOrderGid } from '../core/ids.ts'
import type { PersonInput } from '../core/orders/view.ts'
import type { Database } from './pool.ts'

export type OrderState = {
  readonly orderId: AmazonOrderId
  readonly outcome: string
  readonly reason: string | null
  readonly status: string | null
  readonly shopifyGid: ShopifyOrderGid | null
  readonly shopifyName: string | null
  /** Shopify orders that carry this Amazon id and are neither cancelled nor deleted. */
  readonly carriers: readonly { readonly gid: ShopifyOrderGid; readonly name: string }[]
}

/** The order as it stands, locked until the caller's transaction ends; null when it is not known. */
export async function lockOrderState(
  trx: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<OrderState | null> {
  const { rows } = await sql<OrderState>`
    select o.amazon_order_id as "orderId", o.outcome, o.reason, o.status,
      coalesce(o.shopify_gid, (select e.platform_id from effect e
        where e.account_id = o.account_id and e.effect_key =
          'shopify-order:' || o.amazon_order_id || '#' || o.generation)) as "shopifyGid",
      o.shopify_name as "shopifyName",
      coalesce((select jsonb_agg(distinct jsonb_build_object('gid', s.gid, 'name', s.name))
        from shopify_order_amazon_id f
        join shopify_order s on s.account_id = f.account_id and s.gid = f.gid
        where f.account_id = o.account_id and f.amazon_order_id = o.amazon_order_id
          and s.cancelled_at is null and s.deleted_at is null), '[]') as carriers
    from amazon_order o
    where o.account_id = ${accountId} and o.amazon_order_id = ${orderId}
    for update of o
  `.execute(trx)
  return rows[0] ?? null
}

/** What was made before counts no more: the next create has a key of its own. The caller has locked it. */
export async function beginNextGeneration(
  trx: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<void> {
  await sql`
    update amazon_order set generation = generation + 1, shopify_gid = null, shopify_name = null
    where account_id = ${accountId} and amazon_order_id = ${orderId}
  `.execute(trx)
}

export type NewPersonInput = {
  readonly inputId: string
  readonly orderId: AmazonOrderId
  readonly kind: PersonInput['kind']
  readonly gid: ShopifyOrderGid | null
  readonly by: string
}

/**
 * Adds an input; one of the same meaning that still waits is taken for it. Answers the id under which
 * it waits, and whether it is new. The caller has locked the order.
 */
export async function addPersonInput(
  trx: Database,
  accountId: AccountId,
  input: NewPersonInput,
): Promise<{ readonly inputId: string; readonly isNew: boolean }> {
  const { rows } = await sql<{ inputId: string }>`
    select p.input_id as "inputId" from person_input p
    where p.account_id = ${accountId} and p.amazon_order_id = ${input.orderId}
      and p.used_at is null and p.kind = ${input.kind} and p.gid is not distinct from ${input.gid}
      and not exists (select 1 from person_input later where later.account_id = p.account_id
        and later.amazon_order_id = p.amazon_order_id and later.used_at is null
        and later.at > p.at)
    limit 1
  `.execute(trx)
  const waiting = rows[0]
  if (waiting !== undefined) return { inputId: waiting.inputId, isNew: false }
  await sql`
    insert into person_input (input_id, account_id, amazon_order_id, kind, gid, by_whom, at)
    values (${input.inputId}, ${accountId}, ${input.orderId}, ${input.kind}, ${input.gid},
      ${input.by}, app_now())
  `.execute(trx)
  return { inputId: input.inputId, isNew: true }
}
