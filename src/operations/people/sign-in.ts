/** Signing in: a password, then a code. Between the two there is a step, not a session. */
import {
  findPersonByEmail,
  lockPerson,
  noteTotpStep,
  type PersonSecrets,
  takeRecoveryCode,
} from '../../store/people.ts'
import { addStep, endStep, type StoredStep, tryStep } from '../../store/people-links.ts'
import {
  addSession,
  countTry,
  forgetTry,
  giveTryBack,
  purgeTries,
  type TryTerms,
} from '../../store/people-sessions.ts'
import { type Database, machineNowMs } from '../../store/pool.ts'
import { OperationError } from '../operation-error.ts'
import { auditPeople } from './audit-people.ts'
import { hashRecoveryCode, hashToken, newToken } from './one-time-token.ts'
import { isPassword } from './password-hash.ts'
import { type PeopleDeps, signInLimits, totpAad } from './people-deps.ts'
import { judgeCode } from './totp.ts'

/** Where a try comes from: the address of the other side, for counting; and what it says it is. */
export type TryFrom = { readonly host: string; readonly device: string }

/** The password is right: answers the token of the step that a code ends. */
export async function beginSignIn(
  deps: PeopleDeps,
  given: { readonly email: string; readonly password: string },
  from: TryFrom,
): Promise<{ readonly step: string }> {
  const email = given.email.trim()
  const host = `host:${from.host}`
  const mail = `mail:${email.toLowerCase().slice(0, 254)}`
  await countOrRefuse(deps.db, host, signInLimits.host)
  await countOrRefuse(deps.db, mail, signInLimits.email)
  const person = await findPersonByEmail(deps.db, email)
  if (!(await isPassword(person?.passwordHash ?? null, given.password)) || person === null) {
    throw new OperationError(
      'SIGN_IN_REFUSED',
      'The e-mail address or the password is not right.',
      'Try again. A lost password: ask an owner for a new link, or run: crossdock people reset.',
    )
  }
  await forgetTry(deps.db, [mail])
  await giveTryBack(deps.db, host)
  await purgeTries(deps.db)
  const { token, tokenHash } = newToken()
  const nothing = { linkId: null, email: null, name: null, passwordHash: null, totpSealed: null }
  const terms = { stepHash: tokenHash, livesMs: signInLimits.stepLivesMs }
  await addStep(deps.db, { personId: person.personId, ...nothing, ...terms })
  return { step: token }
}

export type SecondFactor = { readonly code: string } | { readonly recoveryCode: string }

/** The code is right: answers the token of a new session. */
export async function finishSignIn(
  deps: PeopleDeps,
  step: string,
  factor: SecondFactor,
  from: TryFrom,
): Promise<{ readonly session: string }> {
  const stepHash = hashToken(step)
  const { personId } = await takeStep(deps.db, stepHash, 'person')
  if (personId === null) throw stepOver()
  await countOrRefuse(deps.db, `code:${personId}`, signInLimits.code)
  return deps.db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, personId)
    if (person === null) throw stepOver()
    const by = await requireFactor(deps, trx, person, factor)
    if (!(await endStep(trx, stepHash))) throw stepOver()
    await forgetTry(trx, [`code:${personId}`])
    const actor = `person:${person.name}`
    const detail = { by, device: from.device }
    await auditPeople(trx, { actor, action: 'sign-in', subject: personId, detail })
    return { session: await openSession(deps, trx, personId, from.device) }
  })
}

/** Throws OperationError CODE_REFUSED, also for a code that was taken before. */
export async function requireFactor(
  deps: PeopleDeps,
  trx: Database,
  person: PersonSecrets & { readonly personId: string },
  factor: SecondFactor,
): Promise<'code' | 'recovery-code'> {
  const { personId, totpSealed, totpStep } = person
  if ('recoveryCode' in factor) {
    if (await takeRecoveryCode(trx, personId, hashRecoveryCode(factor.recoveryCode))) {
      return 'recovery-code'
    }
    throw codeRefused()
  }
  const secret = deps.sealing.open(totpSealed, totpAad(personId))
  const at = { nowMs: await machineNowMs(trx), lastStep: totpStep }
  const taken = judgeCode(secret, factor.code, at)
  if (taken === null) throw codeRefused()
  await noteTotpStep(trx, personId, taken)
  return 'code'
}

/** A session of its own for each sign-in: nothing that was known before is kept. */
export async function openSession(
  deps: PeopleDeps,
  trx: Database,
  personId: string,
  device: string,
): Promise<string> {
  const { token, tokenHash } = newToken()
  const { longestMs } = signInLimits.session
  await addSession(trx, { sessionId: deps.newId(), tokenHash, personId, device, longestMs })
  return token
}

/** Counts the try before anything is judged; it counts even when what follows is undone. */
export async function takeStep(
  db: Database,
  stepHash: Uint8Array,
  of: 'person' | 'link',
): Promise<StoredStep> {
  const step = await tryStep(db, stepHash, signInLimits.stepTriesMax)
  const fits = of === 'person' ? step?.personId : step?.linkId
  if (step === null || fits === null) throw stepOver()
  return step
}

/** Throws OperationError TOO_MANY_TRIES. */
export async function countOrRefuse(db: Database, subject: string, terms: TryTerms): Promise<void> {
  const waitMs = await countTry(db, subject, terms)
  if (waitMs === null) return
  throw new TooManyTries(waitMs)
}

export class TooManyTries extends OperationError {
  readonly waitMs: number
  constructor(waitMs: number) {
    super(
      'TOO_MANY_TRIES',
      'There were too many tries.',
      `Wait ${Math.ceil(waitMs / 60_000)} min, then try again.`,
    )
    this.waitMs = waitMs
  }
}

export function codeRefused(): OperationError {
  return new OperationError(
    'CODE_REFUSED',
    'The code is not right, or it was used before.',
    'Wait for the next code of your app, or take a recovery code that is not used yet.',
  )
}

export function stepOver(): OperationError {
  return new OperationError(
    'STEP_OVER',
    'The time between password and code is over, or there were too many codes.',
    'Begin again with your password.',
  )
}
