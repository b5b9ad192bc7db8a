/**
 * One-time links: to make the owner, to take up an invitation, to begin again after a lost password. A link
 * lives 24 hours and is used up by the code that ends it; until then it may be begun again.
 */
import {
  addPerson,
  lockArrivals,
  lockPerson,
  ownerExists,
  renewPerson,
  saveRecoveryCodes,
  takenBy,
} from '../../store/people.ts'
import {
  addLink,
  addStep,
  endStep,
  findLink,
  type LinkPurpose,
  revokeLinks,
  type StoredLink,
  type StoredStep,
  takeLink,
} from '../../store/people-links.ts'
import { endSessions } from '../../store/people-sessions.ts'
import { type Database, machineNowMs } from '../../store/pool.ts'
import type { Role } from '../actor.ts'
import { OperationError } from '../operation-error.ts'
import { auditPeople } from './audit-people.ts'
import { requireGoodPassword } from './judge-password.ts'
import { hashToken, newRecoveryCodes, newToken } from './one-time-token.ts'
import { hashPassword } from './password-hash.ts'
import { type PeopleDeps, signInLimits, totpAad } from './people-deps.ts'
import {
  codeRefused,
  countOrRefuse,
  openSession,
  stepOver,
  type TryFrom,
  takeStep,
} from './sign-in.ts'
import { judgeCode, newTotpSecret, otpauthUrl } from './totp.ts'

export type MadeLink = {
  readonly linkId: string
  /** Shown once; only its hash is kept. */
  readonly token: string
  readonly expiresAtMs: number
}

/**
 * A link for somebody; those of before for the same purpose and address open nothing any more. Several starts
 * print several links for the owner: the first that is used up ends them all.
 */
export async function makeLink(
  deps: Pick<PeopleDeps, 'newId'>,
  trx: Database,
  link: {
    readonly purpose: LinkPurpose
    readonly email: string | null
    readonly personId: string | null
    readonly role: Role
    readonly createdBy: string
  },
): Promise<MadeLink> {
  if (link.purpose !== 'owner') await revokeLinks(trx, link)
  const { token, tokenHash } = newToken()
  const linkId = deps.newId()
  const livesMs = signInLimits.linkLivesMs
  const expiresAtMs = await addLink(trx, { ...link, linkId, tokenHash, livesMs })
  return { linkId, token, expiresAtMs }
}

/** A link that makes the first owner; null when there is one. */
export async function makeOwnerLink(
  deps: Pick<PeopleDeps, 'db' | 'newId'>,
): Promise<MadeLink | null> {
  return deps.db.transaction().execute(async (trx) => {
    if (await ownerExists(trx)) return null
    const nobody = { email: null, personId: null, createdBy: 'crossdock:start' }
    return makeLink(deps, trx, { purpose: 'owner', role: 'owner', ...nobody })
  })
}

export type SeenLink = Pick<StoredLink, 'purpose' | 'email' | 'role' | 'expiresAtMs'> & {
  readonly name: string | null
}

/** Throws OperationError LINK_UNUSABLE. */
export async function lookAtLink(
  deps: PeopleDeps,
  token: string,
  from: TryFrom,
): Promise<SeenLink> {
  await countOrRefuse(deps.db, `link:${from.host}`, signInLimits.link)
  const link = await usableLink(deps.db, token)
  const { purpose, email, role, expiresAtMs } = link
  return { purpose, email, role, expiresAtMs, name: await nameOf(deps, link) }
}

export type LinkWish = {
  readonly token: string
  readonly name: string | null
  readonly email: string | null
  readonly password: string
}

export type BegunLink = {
  /** The token of the step that a code ends. */
  readonly step: string
  readonly secret: string
  readonly otpauth: string
  readonly email: string
  readonly name: string
}

/** Who it is and the password are taken; the answer is what an authenticator app needs. */
export async function beginLink(
  deps: PeopleDeps,
  wish: LinkWish,
  from: TryFrom,
): Promise<BegunLink> {
  await countOrRefuse(deps.db, `link:${from.host}`, signInLimits.link)
  const link = await usableLink(deps.db, wish.token)
  const email = (link.email ?? wish.email ?? '').trim()
  const name = ((await nameOf(deps, link)) ?? wish.name ?? '').trim().replaceAll(/\s+/g, ' ')
  requireSoundPerson(name, email)
  requireGoodPassword(wish.password, [name, email])
  await requireFree(deps.db, { email, name, butNot: link.personId })
  const secret = newTotpSecret()
  const { token, tokenHash } = newToken()
  await addStep(deps.db, {
    ...{ personId: null, linkId: link.linkId, email, name },
    passwordHash: await hashPassword(wish.password),
    totpSealed: deps.sealing.seal(secret, totpAad(link.linkId)),
    ...{ stepHash: tokenHash, livesMs: signInLimits.stepLivesMs },
  })
  return { step: token, secret, otpauth: otpauthUrl(secret, email), email, name }
}

export type FinishedLink = {
  readonly session: string
  /** Shown once; only hashes are kept. */
  readonly recoveryCodes: readonly string[]
}

/** The first code of the app ends it: the link is used up, the person is there and signed in. */
export async function finishLink(
  deps: PeopleDeps,
  step: string,
  code: string,
  from: TryFrom,
): Promise<FinishedLink> {
  const stepHash = hashToken(step)
  const begun = await takeStep(deps.db, stepHash, 'link')
  const { linkId, totpSealed } = begun
  if (linkId === null || totpSealed === null) throw stepOver()
  return deps.db.transaction().execute(async (trx) => {
    const secret = deps.sealing.open(totpSealed, totpAad(linkId))
    const totpStep = judgeCode(secret, code, { nowMs: await machineNowMs(trx), lastStep: 0 })
    if (totpStep === null) throw codeRefused()
    await lockArrivals(trx)
    const link = await takeLink(trx, linkId)
    if (link === null || !(await endStep(trx, stepHash))) throw linkUnusable()
    const personId = link.personId ?? deps.newId()
    await keepPerson(deps, trx, { link, begun, personId, secret, totpStep })
    const { codes, hashes } = newRecoveryCodes()
    await saveRecoveryCodes(trx, personId, hashes)
    const actor = `person:${begun.name}`
    const detail = { purpose: link.purpose, role: link.role, createdBy: link.createdBy }
    await auditPeople(trx, { actor, action: 'use-link', subject: personId, detail })
    return { session: await openSession(deps, trx, personId, from.device), recoveryCodes: codes }
  })
}

type Kept = {
  readonly link: StoredLink
  readonly begun: StoredStep
  readonly personId: string
  readonly secret: string
  readonly totpStep: number
}

async function keepPerson(deps: PeopleDeps, trx: Database, kept: Kept): Promise<void> {
  const { link, begun, personId, secret, totpStep } = kept
  const { email, name, passwordHash } = begun
  if (email === null || name === null || passwordHash === null) throw stepOver()
  const totpSealed = deps.sealing.seal(secret, totpAad(personId))
  if (link.purpose === 'reset') {
    if ((await lockPerson(trx, personId)) === null) throw linkUnusable()
    await renewPerson(trx, personId, { passwordHash, totpSealed, totpStep })
    await endSessions(trx, personId, { only: null, but: null })
    return
  }
  // Two links of a first start: the second finds an owner.
  if (link.purpose === 'owner' && (await ownerExists(trx))) throw linkUnusable()
  await requireFree(trx, { email, name, butNot: null })
  if (link.purpose === 'owner') await revokeLinks(trx, { purpose: 'owner', email: null })
  const { role } = link
  await addPerson(trx, { personId, email, name, role, passwordHash, totpSealed, totpStep })
}

async function usableLink(db: Database, token: string): Promise<StoredLink> {
  const link = await findLink(db, hashToken(token))
  if (link === null) throw linkUnusable()
  return link
}

async function nameOf(deps: PeopleDeps, link: StoredLink): Promise<string | null> {
  if (link.personId === null) return null
  return (await lockPerson(deps.db, link.personId))?.name ?? null
}

function requireSoundPerson(name: string, email: string): void {
  const soundName = name.length >= 2 && name.length <= 60 && !/[\p{C}:<>]/u.test(name)
  if (soundName && isEmail(email)) return
  throw new OperationError(
    'PERSON_NAME_UNSOUND',
    'A person needs a name of 2 to 60 characters and an e-mail address.',
    'Write the name as your colleagues know you: the activity names people by it.',
  )
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)
}

async function requireFree(
  db: Database,
  wish: { readonly email: string; readonly name: string; readonly butNot: string | null },
): Promise<void> {
  const taken = await takenBy(db, wish)
  if (taken === null) return
  throw new OperationError(
    'PERSON_TAKEN',
    taken === 'email'
      ? 'This e-mail address is in use already.'
      : 'Somebody has this name already.',
    taken === 'email' ? 'Sign in with it, or take another address.' : 'Add a second name.',
  )
}

export function linkUnusable(): OperationError {
  return new OperationError(
    'LINK_UNUSABLE',
    'This link is not known, was used, or is older than 24 hours.',
    'Ask an owner for a new one. On the machine itself: crossdock people invite, or people reset.',
  )
}
