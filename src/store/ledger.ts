/**
 * The ledger (design rule 3): intents before effects, answers by attempt id. The database refuses a
 * second unsettled attempt of one key; an answer with a platform id always wins; two ids for one key
 * are an incident.
 */
import { sql } from 'kysely'
import type {
  AccountId,
  AmazonOrderId,
  AttemptId,
  EffectKey,
  LeaseToken,
  ShopifyOrderGid,
} from '../core/ids.ts'
import type { InventoryBehaviour } from '../core/orders/shopify-order.ts'
import type { LookUpKind, Refusal } from '../core/orders/view.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type Intent = {
  readonly attemptId: AttemptId
  readonly key: EffectKey
  readonly orderId: AmazonOrderId
  readonly kind: string
  readonly leaseToken: LeaseToken
  readonly disproves: AttemptId | null
  /** True for writes that may be sent again (docs/rules/writes.md): closes what is unsettled. */
  readonly repeats: boolean
  /** What a create asks of the stock; null for other writes. */
  readonly inventory: InventoryBehaviour | null
  /** The person input that this attempt uses up. */
  readonly uses: string | null
}

/**
 * Writes intents in the caller's transaction, which has locked the work rows and found the leases
 * valid. `sendBeforeMs` and `answerByMs` are lengths from now on the machine clock.
 * Throws a unique violation when a key still has an unsettled attempt.
 */
export async function writeIntents(
  trx: Database,
  accountId: AccountId,
  intents: readonly Intent[],
  limits: { readonly sendBeforeMs: number; readonly answerByMs: number },
): Promise<void> {
  const rows = jsonRows(intents.map((intent) => ({ ...intent })))
  await sql`
    update attempt set state = 'disproved', ended_at = machine_now()
    where state in ('intended', 'unclear') and (
      attempt_id in (select r."disproves" from ${rows} as r("disproves" text))
      or (account_id = ${accountId} and effect_key in (
        select r."key" from ${rows} as r("key" text, "repeats" boolean) where r."repeats")))
  `.execute(trx)
  await sql`
    insert into effect as e (account_id, effect_key, amazon_order_id, kind, opened_at)
    select ${accountId}, r."key", r."orderId", r."kind", app_now()
    from ${rows} as r("key" text, "orderId" text, "kind" text)
    on conflict (account_id, effect_key) do nothing
  `.execute(trx)
  await sql`
    insert into attempt (attempt_id, account_id, effect_key, revision, state, lease_token,
      intended_at, send_before, answer_by, at, inventory)
    select r."attemptId", ${accountId}, r."key", 1, 'intended', r."leaseToken", machine_now(),
      machine_now() + make_interval(secs => ${limits.sendBeforeMs / 1000}::float8),
      machine_now() + make_interval(secs => ${limits.answerByMs / 1000}::float8), app_now(),
      r."inventory"
    from ${rows} as r("attemptId" text, "key" text, "leaseToken" text, "inventory" text)
  `.execute(trx)
  await sql`
    update person_input set used_at = app_now()
    where used_at is null and input_id in (select r."uses" from ${rows} as r("uses" text))
  `.execute(trx)
}

export type Answer = {
  readonly attemptId: AttemptId
  readonly key: EffectKey
  readonly orderId: AmazonOrderId
} & (
  | { readonly is: 'done'; readonly platformId: string; readonly how: 'created' | null }
  | { readonly is: 'refused'; readonly refusal: Refusal; readonly code: string }
  | { readonly is: 'unclear'; readonly code: string }
  /** Surely not done (never sent, throttled, unauthorized): the attempt is void. */
  | { readonly is: 'not-done'; readonly code: string }
)

/** Records answers by attempt id, whoever holds the lease now. Answers the keys with two ids. */
export async function recordAnswers(
  db: Database,
  accountId: AccountId,
  answers: readonly Answer[],
): Promise<{ doubled: EffectKey[] }> {
  const rows = answers.map((answer) => ({
    attempt: answer.attemptId,
    key: answer.key,
    state: answer.is === 'not-done' ? 'void' : answer.is,
    platform: answer.is === 'done' ? answer.platformId : null,
    how: answer.is === 'done' ? answer.how : null,
    refusal: answer.is === 'refused' ? answer.refusal : null,
    code: answer.is === 'done' ? null : answer.code,
  }))
  // A late `unclear` or `refused` never takes back what is already known.
  await sql`
    update attempt a set state = r.state, ended_at = machine_now(), platform_id = r.platform,
      refusal = r.refusal, code = r.code
    from ${jsonRows(rows)} as r(attempt text, state text, platform text, refusal jsonb, code text)
    where a.attempt_id = r.attempt
      and (a.state = 'intended' or r.state = 'done' or (a.state = 'unclear' and r.state in ('refused', 'void')))
  `.execute(db)
  const done = rows.filter((row) => row.platform !== null)
  if (done.length === 0) return { doubled: [] }
  const settled = await settleEffects(db, accountId, done)
  return { doubled: settled }
}

async function settleEffects(
  db: Database,
  accountId: AccountId,
  done: readonly { key: EffectKey; platform: string | null; how: string | null }[],
): Promise<EffectKey[]> {
  const { rows } = await sql<{ key: EffectKey; doubled: boolean }>`
    update effect e set platform_id = coalesce(e.platform_id, r.platform),
      how = coalesce(e.how, r.how), done_at = coalesce(e.done_at, app_now())
    from ${jsonRows(done)} as r(key text, platform text, how text)
    where e.account_id = ${accountId} and e.effect_key = r.key
    returning e.effect_key as key, (e.platform_id <> r.platform) as doubled
  `.execute(db)
  return rows.filter((row) => row.doubled).map((row) => row.key)
}

/**
 * Records an order that was already there as the effect's result: our own earlier create (`found`) or
 * another app's order taken over (`adopted`). Unsettled attempts end as done (found) or disproved.
 */
export async function recordFound(
  trx: Database,
  accountId: AccountId,
  found: {
    readonly key: EffectKey
    readonly orderId: AmazonOrderId
    readonly gid: ShopifyOrderGid
    readonly how: 'found' | 'adopted'
    readonly uses: string | null
  },
): Promise<void> {
  await sql`
    insert into effect as e (account_id, effect_key, amazon_order_id, kind, platform_id, how,
      opened_at, done_at)
    values (${accountId}, ${found.key}, ${found.orderId}, 'create-shopify-order', ${found.gid},
      ${found.how}, app_now(), app_now())
    on conflict (account_id, effect_key) do update set
      platform_id = coalesce(e.platform_id, excluded.platform_id),
      how = coalesce(e.how, excluded.how), done_at = coalesce(e.done_at, excluded.done_at)
  `.execute(trx)
  await sql`
    update attempt set state = ${found.how === 'found' ? 'done' : 'disproved'},
      platform_id = ${found.how === 'found' ? found.gid : null}, ended_at = machine_now()
    where account_id = ${accountId} and effect_key = ${found.key}
      and state in ('intended', 'unclear')
  `.execute(trx)
  await sql`
    update person_input set used_at = app_now() where input_id = ${found.uses} and used_at is null
  `.execute(trx)
}

/** Machine time, taken before a look-up begins; `recordLookUp` takes it back. */
export async function lookUpBegins(db: Database): Promise<number> {
  const { rows } = await sql<{ at: number }>`select machine_now() as at`.execute(db)
  return rows[0]?.at ?? 0
}

/** Remembers what the newest look-up of a kind found. */
export async function recordLookUp(
  db: Database,
  accountId: AccountId,
  lookUp: {
    readonly key: EffectKey
    readonly kind: LookUpKind
    readonly found: readonly ShopifyOrderGid[]
    readonly begunAtMs: number
  },
): Promise<void> {
  await sql`
    insert into look_up (account_id, effect_key, kind, found, begun_at, at)
    values (${accountId}, ${lookUp.key}, ${lookUp.kind}, ${lookUp.found}::text[],
      from_ms(${lookUp.begunAtMs}), app_now())
    on conflict (account_id, effect_key, kind) do update set
      found = excluded.found, begun_at = excluded.begun_at, at = excluded.at
  `.execute(db)
}
