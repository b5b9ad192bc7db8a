/** People who may use the console. Times are machine time; hashes and sealed bytes only, never a secret. */
import { sql } from 'kysely'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type PersonRole = 'owner' | 'operator' | 'viewer'

export type StoredPerson = {
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly role: PersonRole
  readonly preferences: Readonly<Record<string, unknown>>
  readonly createdAtMs: number
  readonly removedAtMs: number | null
}

export type PersonSecrets = {
  readonly passwordHash: string
  readonly totpSealed: Uint8Array
  /** The last time step whose code was taken. */
  readonly totpStep: number
}

const columns = sql`p.person_id as "personId", p.email, p.name, p.role, p.preferences,
  p.created_at as "createdAtMs", p.removed_at as "removedAtMs"`
const secretColumns = sql`p.password_hash as "passwordHash", p.totp_sealed as "totpSealed",
  p.totp_step as "totpStep"`

export async function ownerExists(db: Database): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select 1 from person where role = 'owner' and removed_at is null) as there
  `.execute(db)
  return rows[0]?.there ?? false
}

/** Of several who take up links at once one goes first: there is one first owner. */
export async function lockArrivals(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(7231046197)`.execute(trx)
}

/** Someone who may come in. */
export async function findPersonByEmail(
  db: Database,
  email: string,
): Promise<(StoredPerson & PersonSecrets) | null> {
  const { rows } = await sql<StoredPerson & PersonSecrets>`
    select ${columns}, ${secretColumns} from person p
    where lower(p.email) = lower(${email}) and p.removed_at is null
  `.execute(db)
  return rows[0] ?? null
}

/** Locked, so that one code is judged once. */
export async function lockPerson(
  trx: Database,
  personId: string,
): Promise<(StoredPerson & PersonSecrets) | null> {
  const { rows } = await sql<StoredPerson & PersonSecrets>`
    select ${columns}, ${secretColumns} from person p
    where p.person_id = ${personId} and p.removed_at is null for update
  `.execute(trx)
  return rows[0] ?? null
}

/** Whoever is taken away waits for the others: two owners cannot remove each other at once. */
export async function lockOwners(trx: Database): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from person
    where role = 'owner' and removed_at is null order by person_id for update
  `.execute(trx)
  return rows.map((row) => row.personId)
}

export type ListedPerson = StoredPerson & {
  readonly lastSeenMs: number | null
  readonly sessions: number
}

export async function listPeople(db: Database): Promise<ListedPerson[]> {
  const { rows } = await sql<ListedPerson>`
    select ${columns},
      (select max(s.last_seen_at) from person_session s where s.person_id = p.person_id)
        as "lastSeenMs",
      (select count(*)::int from person_session s where s.person_id = p.person_id
        and s.ended_at is null and s.expires_at > machine_now()) as sessions
    from person p order by p.removed_at is not null, lower(p.name) limit 500
  `.execute(db)
  return rows
}

/** Which of these another person has already. */
export async function takenBy(
  db: Database,
  wish: { readonly email: string; readonly name: string; readonly butNot: string | null },
): Promise<'email' | 'name' | null> {
  const { rows } = await sql<{ what: 'email' | 'name' }>`
    select case when lower(email) = lower(${wish.email}) then 'email' else 'name' end as what
    from person where removed_at is null and person_id is distinct from ${wish.butNot}
      and (lower(email) = lower(${wish.email}) or lower(name) = lower(${wish.name})) limit 1
  `.execute(db)
  return rows[0]?.what ?? null
}

export async function addPerson(
  trx: Database,
  person: PersonSecrets & Pick<StoredPerson, 'personId' | 'email' | 'name' | 'role'>,
): Promise<void> {
  await sql`
    insert into person (person_id, email, name, role, password_hash, totp_sealed, totp_step,
      created_at)
    values (${person.personId}, ${person.email}, ${person.name}, ${person.role},
      ${person.passwordHash}, ${Buffer.from(person.totpSealed)}, ${person.totpStep}, machine_now())
  `.execute(trx)
}

/** After a reset: a new password and a new TOTP secret. */
export async function renewPerson(
  trx: Database,
  personId: string,
  secrets: PersonSecrets,
): Promise<void> {
  await sql`
    update person set password_hash = ${secrets.passwordHash},
      totp_sealed = ${Buffer.from(secrets.totpSealed)}, totp_step = ${secrets.totpStep}
    where person_id = ${personId}
  `.execute(trx)
}

export async function savePassword(trx: Database, personId: string, hash: string): Promise<void> {
  await sql`update person set password_hash = ${hash} where person_id = ${personId}`.execute(trx)
}

export async function noteTotpStep(trx: Database, personId: string, step: number): Promise<void> {
  await sql`update person set totp_step = ${step} where person_id = ${personId}`.execute(trx)
}

export async function saveTotp(
  trx: Database,
  personId: string,
  sealed: Uint8Array,
  step: number,
): Promise<void> {
  await sql`
    update person set totp_sealed = ${Buffer.from(sealed)}, totp_step = ${step}
    where person_id = ${personId}
  `.execute(trx)
}

export async function saveRole(trx: Database, personId: string, role: PersonRole): Promise<void> {
  await sql`update person set role = ${role} where person_id = ${personId}`.execute(trx)
}

export async function savePreferences(
  db: Database,
  personId: string,
  preferences: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`
    update person set preferences = ${jsonb(preferences)} where person_id = ${personId}
  `.execute(db)
}

/** The row stays, since the audit names it; nothing opens any more. */
export async function removePerson(trx: Database, personId: string): Promise<void> {
  await sql`
    update person set removed_at = machine_now(), password_hash = '', totp_sealed = ''
    where person_id = ${personId}
  `.execute(trx)
}

/** Replaces every recovery code. */
export async function saveRecoveryCodes(
  trx: Database,
  personId: string,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await sql`delete from person_recovery where person_id = ${personId}`.execute(trx)
  for (const hash of hashes) {
    await sql`
      insert into person_recovery (person_id, code_hash) values (${personId}, ${Buffer.from(hash)})
    `.execute(trx)
  }
}

/** True when the code was there and unused until now. */
export async function takeRecoveryCode(
  trx: Database,
  personId: string,
  hash: Uint8Array,
): Promise<boolean> {
  const { rows } = await sql`
    update person_recovery set used_at = machine_now()
    where person_id = ${personId} and code_hash = ${Buffer.from(hash)} and used_at is null
    returning 1
  `.execute(trx)
  return rows.length > 0
}
