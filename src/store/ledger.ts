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
import { InvariantError } from '../core/invariant-error.ts'
import type { InventoryBehaviour } from '../core/orders/shopify-order.ts'
import type { LookUpKind, Refusal } from '../core/orders/view.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type Intent = {
  readonly attemptId: AttemptId
  readonly key: EffectKey
  /** Null: it belongs to a SKU. */
  readonly orderId: AmazonOrderId | null
  readonly kind: string
  readonly leaseToken: LeaseToken
  readonly disproves: AttemptId | null
  /** True for writes that may be sent again (docs/rules/writes.md): closes what is unsettled. */
  readonly repeats: boolean
  /** It may be done already: then what was done counts no more if a person asked for it again. */
  readonly reopens?: boolean
  /** What a create asks of the stock; null for other writes. */
  readonly inventory: InventoryBehaviour | null
  /** The person input that this attempt uses up. */
  readonly uses: string | null
  /** What is asked, for later decisions; no personal data. */
  readonly body?: object | null
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
  await closeUnsettled(trx, accountId, intents)
  await reopen(trx, accountId, intents)
  const rows = jsonRows(intents.map((intent) => ({ ...intent })))
  const { rows: written } = await sql`
    with given as materialized (
      select r.*, m.world, m.machine from ${rows} as r("attemptId" text, "key" text,
          "orderId" text, "kind" text, "leaseToken" text, "inventory" text, "body" jsonb)
        cross join (select app_now() as world, machine_now() as machine offset 0) m
    ),
    opened as (
      insert into effect as e (account_id, effect_key, amazon_order_id, kind, opened_at, body, epoch)
      select ${accountId}, g."key", g."orderId", g."kind", g.world, g."body",
        (select c.epoch from connection c where c.account_id = ${accountId})
      from given g
      on conflict (account_id, effect_key) do update set body = excluded.body
        where e.platform_id is null and excluded.body is not null
          and excluded.body is distinct from e.body
    )
    insert into attempt (attempt_id, account_id, effect_key, revision, state, lease_token,
      intended_at, send_before, answer_by, at, inventory)
    select g."attemptId", ${accountId}, g."key", 1, 'intended', g."leaseToken", g.machine,
      g.machine + make_interval(secs => ${limits.sendBeforeMs / 1000}::float8),
      g.machine + make_interval(secs => ${limits.answerByMs / 1000}::float8), g.world,
      g."inventory"
    from given g
    where g."kind" <> 'create-shopify-order' or (select d.platform_id from effect d
      where d.account_id = ${accountId} and d.effect_key = g."key" limit 1) is null
    returning attempt_id
  `.execute(trx)
  // A late answer came between the look and this intent: what is done is not done again.
  if (written.length < intents.length) {
    throw new InvariantError('an effect that is done was intended again')
  }
  const used = intents.flatMap((intent) => intent.uses ?? [])
  if (used.length === 0) return
  await sql`
    update person_input set used_at = app_now()
    where used_at is null and input_id = any(${used}::text[])
  `.execute(trx)
  await sql`
    update life_input set used_at = app_now()
    where used_at is null and input_id = any(${used}::text[])
  `.execute(trx)
}

/**
 * Of an effect that is done and that a person asked for again since the new id counts; the attempts keep
 * theirs. Without her word a second id stays an incident.
 */
async function reopen(
  trx: Database,
  accountId: AccountId,
  intents: readonly Intent[],
): Promise<void> {
  const keys = intents.flatMap(({ reopens, key }) => (reopens === true ? [key] : []))
  if (keys.length === 0) return
  await sql`
    update effect e set platform_id = null, done_at = null
    where e.account_id = ${accountId} and e.effect_key = any(${keys}::text[])
      and e.platform_id is not null and exists (select 1 from life_input i
        where i.account_id = e.account_id and i.amazon_order_id = e.amazon_order_id
          and i.kind = 'repeat' and i.subject = e.effect_key and i.at >= e.done_at)
  `.execute(trx)
}

/** Ends the attempts that these intents follow: proved absent, or of a write that may be repeated. */
async function closeUnsettled(
  trx: Database,
  accountId: AccountId,
  intents: readonly Intent[],
): Promise<void> {
  const disproved = intents.flatMap((intent) => intent.disproves ?? [])
  const repeated = intents.flatMap((intent) => (intent.repeats ? [intent.key] : []))
  if (disproved.length > 0) {
    await sql`
      update attempt set state = 'disproved', ended_at = machine_now()
      where state in ('intended', 'unclear') and attempt_id = any(${disproved}::text[])
    `.execute(trx)
  }
  if (repeated.length > 0) {
    await sql`
      update attempt set state = 'disproved', ended_at = machine_now()
      where state in ('intended', 'unclear') and account_id = ${accountId}
        and effect_key = any(${repeated}::text[])
    `.execute(trx)
  }
}

export type Answer = EffectAnswer & { readonly orderId: AmazonOrderId }

export type EffectAnswer = { readonly attemptId: AttemptId; readonly key: EffectKey } & (
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
  answers: readonly EffectAnswer[],
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
  const { rows: settled } = await sql<{ key: EffectKey; doubled: boolean }>`
    with given as materialized (
      select * from ${jsonRows(rows)} as r(attempt text, key text, state text, platform text,
        how text, refusal jsonb, code text)
    ),
    told as (
      update attempt a set state = g.state, ended_at = (select machine_now()), platform_id = g.platform,
        refusal = g.refusal, code = g.code
      from given g
      where a.attempt_id = any(array(select attempt from given)) and a.attempt_id = g.attempt
        and (a.state = 'intended' or g.state = 'done'
          or (a.state = 'unclear' and g.state in ('refused', 'void')))
    )
    update effect e set platform_id = coalesce(e.platform_id, g.platform),
      how = coalesce(e.how, g.how), done_at = coalesce(e.done_at, (select app_now()))
    from given g
    where e.account_id = ${accountId}
      and e.effect_key = any(array(select key from given where platform is not null))
      and e.effect_key = g.key and g.platform is not null
    returning e.effect_key as key, (e.platform_id <> g.platform) as doubled
  `.execute(db)
  return { doubled: settled.filter((row) => row.doubled).map((row) => row.key) }
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

/** Writes an effect of ours down as done that a reading shows; its unsettled attempts end as done. */
export async function recordShown(
  trx: Database,
  accountId: AccountId,
  shown: { readonly key: EffectKey; readonly platformId: string },
): Promise<void> {
  await sql`
    update effect set platform_id = coalesce(platform_id, ${shown.platformId}),
      done_at = coalesce(done_at, app_now())
    where account_id = ${accountId} and effect_key = ${shown.key}
  `.execute(trx)
  await sql`
    update attempt set state = 'done', platform_id = ${shown.platformId}, ended_at = machine_now()
    where account_id = ${accountId} and effect_key = ${shown.key}
      and state in ('intended', 'unclear')
  `.execute(trx)
}
