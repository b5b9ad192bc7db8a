/** Sessions of people, and how often somebody tried. Only hashes of tokens; times are machine time. */
import { sql } from 'kysely'
import type { StoredPerson } from './people.ts'
import type { Database } from './pool.ts'

export type StoredSession = {
  readonly sessionId: string
  readonly device: string
  readonly createdAtMs: number
  readonly lastSeenMs: number
  readonly expiresAtMs: number
}

export type SessionTerms = {
  /** Unused for so long it ends. */
  readonly idleMs: number
  readonly longestMs: number
}

const sessionColumns = sql`s.session_id as "sessionId", s.device, s.created_at as "createdAtMs",
  s.last_seen_at as "lastSeenMs", s.expires_at as "expiresAtMs"`

export async function addSession(
  trx: Database,
  session: {
    readonly sessionId: string
    readonly tokenHash: Uint8Array
    readonly personId: string
    readonly device: string
    readonly longestMs: number
  },
): Promise<void> {
  await sql`
    delete from person_session where expires_at < machine_now() - interval '30 days'
  `.execute(trx)
  await sql`
    insert into person_session (session_id, token_hash, person_id, device, created_at, last_seen_at,
      expires_at)
    values (${session.sessionId}, ${Buffer.from(session.tokenHash)}, ${session.personId},
      ${session.device}, machine_now(), machine_now(),
      machine_now() + make_interval(secs => ${session.longestMs / 1_000}::float8))
  `.execute(trx)
}

export type OpenSession = StoredSession & {
  /** Its last use is to be written down again. */
  readonly unseen: boolean
  readonly person: Pick<StoredPerson, 'personId' | 'email' | 'name' | 'role' | 'preferences'>
}

/** Null when it is unknown, ended, too old, unused for too long, or its person was removed. */
export async function findSession(
  db: Database,
  tokenHash: Uint8Array,
  { idleMs }: Pick<SessionTerms, 'idleMs'>,
): Promise<OpenSession | null> {
  const { rows } = await sql<OpenSession>`
    select ${sessionColumns}, s.last_seen_at < machine_now() - interval '1 minute' as unseen,
      jsonb_build_object('personId', p.person_id, 'email', p.email,
      'name', p.name, 'role', p.role, 'preferences', p.preferences) as person
    from person_session s join person p on p.person_id = s.person_id
    where s.token_hash = ${Buffer.from(tokenHash)} and s.ended_at is null
      and p.removed_at is null and s.expires_at > machine_now()
      and s.last_seen_at > machine_now() - make_interval(secs => ${idleMs / 1_000}::float8)
  `.execute(db)
  return rows[0] ?? null
}

/** At most once a minute: every request would be a write otherwise. */
export async function noteSessionUse(db: Database, sessionId: string): Promise<void> {
  await sql`
    update person_session set last_seen_at = machine_now() where session_id = ${sessionId}
      and last_seen_at < machine_now() - interval '1 minute'
  `.execute(db)
}

export async function listSessions(
  db: Database,
  personId: string,
  { idleMs }: Pick<SessionTerms, 'idleMs'>,
): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`
    select ${sessionColumns} from person_session s
    where s.person_id = ${personId} and s.ended_at is null and s.expires_at > machine_now()
      and s.last_seen_at > machine_now() - make_interval(secs => ${idleMs / 1_000}::float8)
    order by s.last_seen_at desc limit 100
  `.execute(db)
  return rows
}

/** `but` keeps one; null ends them all. Answers how many ended. */
export async function endSessions(
  trx: Database,
  personId: string,
  which: { readonly only: string | null; readonly but: string | null },
): Promise<number> {
  const { rows } = await sql`
    update person_session set ended_at = machine_now()
    where person_id = ${personId} and ended_at is null
      and (${which.only}::text is null or session_id = ${which.only})
      and session_id is distinct from ${which.but}
    returning 1
  `.execute(trx)
  return rows.length
}

export type TryTerms = { readonly max: number; readonly withinMs: number }

/**
 * Counts a try, in one statement, so that any number of processes count together. Answers how long to
 * wait when there were too many; null lets it pass.
 */
export async function countTry(
  db: Database,
  subject: string,
  terms: TryTerms,
): Promise<number | null> {
  const window = sql`make_interval(secs => ${terms.withinMs / 1_000}::float8)`
  const { rows } = await sql<{ tries: number; waitMs: number }>`
    insert into sign_in_try as t (subject, began_at, tries)
    values (${subject}, machine_now(), 1)
    on conflict (subject) do update set
      tries = case when t.began_at < machine_now() - ${window} then 1 else t.tries + 1 end,
      began_at = case when t.began_at < machine_now() - ${window} then machine_now()
        else t.began_at end
    returning tries, epoch_ms(began_at + ${window}) - epoch_ms(machine_now()) as "waitMs"
  `.execute(db)
  const row = rows[0]
  return row === undefined || row.tries <= terms.max ? null : Math.max(1_000, row.waitMs)
}

/** Who came in has not tried. */
export async function forgetTry(db: Database, subjects: readonly string[]): Promise<void> {
  await sql`delete from sign_in_try where subject = any(${subjects}::text[])`.execute(db)
}

/** A try that was none is given back. */
export async function giveTryBack(db: Database, subject: string): Promise<void> {
  await sql`
    update sign_in_try set tries = greatest(0, tries - 1) where subject = ${subject}
  `.execute(db)
}

/** Old counts; called with the sign-in itself, so that no table grows for ever. */
export async function purgeTries(db: Database): Promise<void> {
  await sql`
    delete from sign_in_try where began_at < machine_now() - interval '1 day'
  `.execute(db)
}
