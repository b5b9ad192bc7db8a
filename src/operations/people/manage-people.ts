/** What an owner does about people: invite, change a role, reset, remove. One owner always stays. */
import {
  findPersonByEmail,
  lockOwners,
  lockPerson,
  removePerson,
  type StoredPerson,
  saveRole,
  takenBy,
} from '../../store/people.ts'
import { revokeLinks, revokeLink as revokeStored } from '../../store/people-links.ts'
import { endSessions } from '../../store/people-sessions.ts'
import type { Database } from '../../store/pool.ts'
import { type Actor, actorName, type Role, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { auditPeople } from './audit-people.ts'
import { isEmail, type MadeLink, makeLink } from './links.ts'

export async function invitePerson(
  deps: OperationDeps,
  actor: Actor,
  wish: { readonly email: string; readonly role: Role },
): Promise<MadeLink> {
  requireRole(actor, 'owner')
  const email = wish.email.trim()
  if (!isEmail(email)) {
    throw new OperationError('PERSON_NAME_UNSOUND', 'This is no e-mail address.', 'Correct it.')
  }
  return deps.db.transaction().execute(async (trx) => {
    if ((await takenBy(trx, { email, name: '', butNot: null })) !== null) {
      const fix = 'Change the role instead, or make a link for a new password.'
      throw new OperationError('PERSON_TAKEN', 'This e-mail address is in use already.', fix)
    }
    const createdBy = actorName(actor)
    const link = { purpose: 'invitation', email, personId: null, role: wish.role } as const
    const made = await makeLink(deps, trx, { ...link, createdBy })
    const detail = { role: wish.role }
    await auditPeople(trx, { actor: createdBy, action: 'invite', subject: made.linkId, detail })
    return made
  })
}

export async function takeLinkBack(
  deps: OperationDeps,
  actor: Actor,
  linkId: string,
): Promise<void> {
  requireRole(actor, 'owner')
  await deps.db.transaction().execute(async (trx) => {
    if (!(await revokeStored(trx, linkId))) throw personNotFound()
    const row = { actor: actorName(actor), action: 'take-link-back', subject: linkId, detail: {} }
    await auditPeople(trx, row)
  })
}

/** A new password and a new second factor; what was, works until the link is used. */
export async function resetPerson(
  deps: OperationDeps,
  actor: Actor,
  who: { readonly personId: string } | { readonly email: string },
): Promise<MadeLink> {
  requireRole(actor, 'owner')
  return deps.db.transaction().execute(async (trx) => {
    const person =
      'email' in who ? await findPersonByEmail(trx, who.email) : await lockPerson(trx, who.personId)
    if (person === null) throw personNotFound()
    const { personId, email, role } = person
    const createdBy = actorName(actor)
    const made = await makeLink(deps, trx, { purpose: 'reset', email, personId, role, createdBy })
    const row = { actor: createdBy, action: 'reset-person', subject: personId, detail: {} }
    await auditPeople(trx, row)
    return made
  })
}

export async function changeRole(
  deps: OperationDeps,
  actor: Actor,
  { personId, role }: { readonly personId: string; readonly role: Role },
): Promise<StoredPerson> {
  requireRole(actor, 'owner')
  return deps.db.transaction().execute(async (trx) => {
    const owners = await lockOwners(trx)
    const person = await lockPerson(trx, personId)
    if (person === null) throw personNotFound()
    if (role !== 'owner') requireAnotherOwner(owners, personId)
    await saveRole(trx, personId, role)
    const detail = { from: person.role, to: role }
    const row = { actor: actorName(actor), action: 'change-role', subject: personId, detail }
    await auditPeople(trx, row)
    return { ...person, role }
  })
}

export async function takePersonAway(
  deps: OperationDeps,
  actor: Actor,
  personId: string,
): Promise<void> {
  requireRole(actor, 'owner')
  await deps.db.transaction().execute(async (trx) => {
    const owners = await lockOwners(trx)
    const person = await lockPerson(trx, personId)
    if (person === null) throw personNotFound()
    requireAnotherOwner(owners, personId)
    await endSessions(trx, personId, { only: null, but: null })
    await revokeLinks(trx, { purpose: 'reset', email: person.email })
    await removePerson(trx, personId)
    const detail = { name: person.name, role: person.role }
    const row = { actor: actorName(actor), action: 'remove-person', subject: personId, detail }
    await auditPeople(trx, row)
  })
}

export async function signPersonOut(
  deps: OperationDeps,
  actor: Actor,
  personId: string,
): Promise<void> {
  requireRole(actor, 'owner')
  await deps.db.transaction().execute(async (trx) => {
    if ((await lockPerson(trx, personId)) === null) throw personNotFound()
    await endAll(trx, actor, personId)
  })
}

async function endAll(trx: Database, actor: Actor, personId: string): Promise<void> {
  const ended = await endSessions(trx, personId, { only: null, but: null })
  const row = { actor: actorName(actor), action: 'end-sessions', subject: personId }
  await auditPeople(trx, { ...row, detail: { ended } })
}

function requireAnotherOwner(owners: readonly string[], personId: string): void {
  if (!owners.includes(personId) || owners.length > 1) return
  const fix = 'Make somebody else an owner first.'
  throw new OperationError('LAST_OWNER', 'This is the last owner, and one has to stay.', fix)
}

function personNotFound(): OperationError {
  return new OperationError('PERSON_NOT_FOUND', 'There is no such person or link.', 'See People.')
}
