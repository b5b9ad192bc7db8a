/** One-time links and the steps of a sign-in. Only hashes of what a person holds; times are machine time. */
import { sql } from 'kysely'
import type { PersonRole } from './people.ts'
import type { Database } from './pool.ts'

export type LinkPurpose = 'owner' | 'invitation' | 'reset'

export type StoredLink = {
  readonly linkId: string
  readonly purpose: LinkPurpose
  readonly email: string | null
  readonly personId: string | null
  readonly role: PersonRole
  readonly createdBy: string
  readonly createdAtMs: number
  readonly expiresAtMs: number
}

const linkColumns = sql`l.link_id as "linkId", l.purpose, l.email, l.person_id as "personId", l.role,
  l.created_by as "createdBy", l.created_at as "createdAtMs", l.expires_at as "expiresAtMs"`
const usable = sql`l.used_at is null and l.revoked_at is null and l.expires_at > machine_now()`

/** Answers when it ends. */
export async function addLink(
  trx: Database,
  link: Pick<StoredLink, 'linkId' | 'purpose' | 'email' | 'personId' | 'role' | 'createdBy'> & {
    readonly tokenHash: Uint8Array
    readonly livesMs: number
  },
): Promise<number> {
  const { rows } = await sql<{ expiresAtMs: number }>`
    insert into person_link (link_id, token_hash, purpose, email, person_id, role, created_by,
      created_at, expires_at)
    values (${link.linkId}, ${Buffer.from(link.tokenHash)}, ${link.purpose}, ${link.email},
      ${link.personId}, ${link.role}, ${link.createdBy}, machine_now(),
      machine_now() + make_interval(secs => ${link.livesMs / 1_000}::float8))
    returning expires_at as "expiresAtMs"
  `.execute(trx)
  return rows[0]?.expiresAtMs ?? 0
}

/** Null when it is unknown, used, taken back or too old. */
export async function findLink(db: Database, tokenHash: Uint8Array): Promise<StoredLink | null> {
  const { rows } = await sql<StoredLink>`
    select ${linkColumns} from person_link l
    where l.token_hash = ${Buffer.from(tokenHash)} and ${usable}
  `.execute(db)
  return rows[0] ?? null
}

/** Uses it up; of two at once one gets null. */
export async function takeLink(trx: Database, linkId: string): Promise<StoredLink | null> {
  const { rows } = await sql<StoredLink>`
    update person_link l set used_at = machine_now() where l.link_id = ${linkId} and ${usable}
    returning ${linkColumns}
  `.execute(trx)
  return rows[0] ?? null
}

/** The new one is the only one that opens. */
export async function revokeLinks(
  trx: Database,
  which: { readonly purpose: LinkPurpose; readonly email: string | null },
): Promise<void> {
  await sql`
    update person_link l set revoked_at = machine_now() where l.purpose = ${which.purpose}
      and (${which.email}::text is null or lower(l.email) = lower(${which.email}))
      and l.used_at is null and l.revoked_at is null
  `.execute(trx)
}

export async function revokeLink(trx: Database, linkId: string): Promise<boolean> {
  const { rows } = await sql`
    update person_link l set revoked_at = machine_now() where l.link_id = ${linkId} and ${usable}
    returning 1
  `.execute(trx)
  return rows.length > 0
}

/** Those that still open something. */
export async function listLinks(db: Database): Promise<StoredLink[]> {
  const { rows } = await sql<StoredLink>`
    select ${linkColumns} from person_link l where ${usable} order by l.created_at desc limit 200
  `.execute(db)
  return rows
}

export type StoredStep = {
  readonly personId: string | null
  readonly linkId: string | null
  readonly email: string | null
  readonly name: string | null
  readonly passwordHash: string | null
  readonly totpSealed: Uint8Array | null
  readonly tries: number
}

export async function addStep(
  db: Database,
  step: Omit<StoredStep, 'tries'> & { readonly stepHash: Uint8Array; readonly livesMs: number },
): Promise<void> {
  await sql`delete from sign_in_step where expires_at < machine_now()`.execute(db)
  await sql`
    insert into sign_in_step (step_hash, person_id, link_id, email, name, password_hash,
      totp_sealed, created_at, expires_at)
    values (${Buffer.from(step.stepHash)}, ${step.personId}, ${step.linkId}, ${step.email},
      ${step.name}, ${step.passwordHash},
      ${step.totpSealed === null ? null : Buffer.from(step.totpSealed)}, machine_now(),
      machine_now() + make_interval(secs => ${step.livesMs / 1_000}::float8))
  `.execute(db)
}

/** Counts a try, outside of any transaction that may be undone; null when the step is over. */
export async function tryStep(
  db: Database,
  stepHash: Uint8Array,
  triesMax: number,
): Promise<StoredStep | null> {
  const { rows } = await sql<StoredStep>`
    update sign_in_step set tries = tries + 1
    where step_hash = ${Buffer.from(stepHash)} and expires_at > machine_now()
      and tries < ${triesMax}
    returning person_id as "personId", link_id as "linkId", email, name,
      password_hash as "passwordHash", totp_sealed as "totpSealed", tries
  `.execute(db)
  return rows[0] ?? null
}

export async function stepIsOpen(db: Database, stepHash: Uint8Array): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sign_in_step where step_hash = ${Buffer.from(stepHash)}
      and expires_at > machine_now()
  `.execute(db)
  return rows.length > 0
}

export async function endStep(trx: Database, stepHash: Uint8Array): Promise<boolean> {
  const { rows } = await sql`
    delete from sign_in_step where step_hash = ${Buffer.from(stepHash)} returning 1
  `.execute(trx)
  return rows.length > 0
}
