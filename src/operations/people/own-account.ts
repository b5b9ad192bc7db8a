/** What a person does about their own account: sessions, password, recovery codes, preferences. */
import { lockPerson, savePassword, savePreferences, saveRecoveryCodes } from '../../store/people.ts'
import {
  endSessions,
  findSession,
  listSessions,
  noteSessionUse,
  type OpenSession,
  type StoredSession,
} from '../../store/people-sessions.ts'
import { type Actor, actorName } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { auditPeople } from './audit-people.ts'
import { requireGoodPassword } from './judge-password.ts'
import { hashToken, newRecoveryCodes } from './one-time-token.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { type PeopleDeps, signInLimits } from './people-deps.ts'
import { countOrRefuse, requireFactor } from './sign-in.ts'

export type PersonActor = Extract<Actor, { kind: 'person' }>

/** Who brings this token; null when it opens nothing any more. */
export async function readSession(
  deps: Pick<OperationDeps, 'db'>,
  token: string,
): Promise<OpenSession | null> {
  const session = await findSession(deps.db, hashToken(token), signInLimits.session)
  if (session?.unseen === true) await noteSessionUse(deps.db, session.sessionId)
  return session
}

/** Without counting as a use: an open page alone keeps no session alive. */
export async function sessionIsOpen(
  deps: Pick<OperationDeps, 'db'>,
  token: string,
): Promise<boolean> {
  return (await findSession(deps.db, hashToken(token), signInLimits.session)) !== null
}

export function ownSessions(deps: OperationDeps, actor: PersonActor): Promise<StoredSession[]> {
  return listSessions(deps.db, actor.personId, signInLimits.session)
}

/** `only` one, or all `but` one; null for both: everywhere. */
export async function endOwnSessions(
  deps: OperationDeps,
  actor: PersonActor,
  which: { readonly only: string | null; readonly but: string | null },
): Promise<number> {
  return deps.db.transaction().execute(async (trx) => {
    const ended = await endSessions(trx, actor.personId, which)
    const action = which.only === null ? 'end-sessions' : 'end-session'
    const row = { actor: actorName(actor), action, subject: actor.personId, detail: { ended } }
    if (ended > 0) await auditPeople(trx, row)
    return ended
  })
}

/** The other sessions end with the old password. */
export async function changePassword(
  deps: PeopleDeps,
  actor: PersonActor,
  wish: { readonly current: string; readonly next: string; readonly code: string },
  sessionId: string,
): Promise<void> {
  const { personId } = actor
  await countOrRefuse(deps.db, `code:${personId}`, signInLimits.code)
  requireGoodPassword(wish.next, [actor.name, actor.email])
  const hash = await hashPassword(wish.next)
  await deps.db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, personId)
    if (person === null || !(await isPassword(person.passwordHash, wish.current))) {
      const fix = 'Try again, or sign out and have an owner make a new link.'
      throw new OperationError('SIGN_IN_REFUSED', 'The present password is not right.', fix)
    }
    await requireFactor(deps, trx, person, { code: wish.code })
    await savePassword(trx, personId, hash)
    await endSessions(trx, personId, { only: null, but: sessionId })
    const row = { actor: actorName(actor), action: 'change-password', subject: personId }
    await auditPeople(trx, { ...row, detail: {} })
  })
}

/** New ones; those of before open nothing any more. */
export async function renewRecoveryCodes(
  deps: PeopleDeps,
  actor: PersonActor,
  code: string,
): Promise<readonly string[]> {
  const { personId } = actor
  await countOrRefuse(deps.db, `code:${personId}`, signInLimits.code)
  return deps.db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, personId)
    if (person === null) throw new OperationError('PERSON_NOT_FOUND', 'You were removed.', '')
    await requireFactor(deps, trx, person, { code })
    const { codes, hashes } = newRecoveryCodes()
    await saveRecoveryCodes(trx, personId, hashes)
    const row = { actor: actorName(actor), action: 'renew-recovery-codes', subject: personId }
    await auditPeople(trx, { ...row, detail: {} })
    return codes
  })
}

/** How the pages look to this person: language, density, views. Nothing of the business. */
export async function keepPreferences(
  deps: OperationDeps,
  actor: PersonActor,
  preferences: Readonly<Record<string, unknown>>,
): Promise<void> {
  await savePreferences(deps.db, actor.personId, preferences)
}
