/**
 * A person moves to another authenticator app by herself: password and a code of the old one, then a code of the
 * new one. Until that code the old app works; from it on the other sessions are over.
 */
import { lockPerson, saveTotp } from '../../store/people.ts'
import { addStep, endStep } from '../../store/people-links.ts'
import { endSessions } from '../../store/people-sessions.ts'
import { machineNowMs } from '../../store/pool.ts'
import { actorName } from '../actor.ts'
import { OperationError } from '../operation-error.ts'
import { auditPeople } from './audit-people.ts'
import { hashToken, newToken } from './one-time-token.ts'
import type { PersonActor } from './own-account.ts'
import { isPassword } from './password-hash.ts'
import { type PeopleDeps, signInLimits, totpAad } from './people-deps.ts'
import { codeRefused, countOrRefuse, requireFactor, stepOver, takeStep } from './sign-in.ts'
import { judgeCode, newTotpSecret, otpauthUrl } from './totp.ts'

export type BegunApp = {
  readonly step: string
  readonly secret: string
  /** What a QR code for the app holds. */
  readonly otpauth: string
}

export async function beginNewApp(
  deps: PeopleDeps,
  actor: PersonActor,
  given: { readonly password: string; readonly code: string },
): Promise<BegunApp> {
  const { personId } = actor
  await countOrRefuse(deps.db, `code:${personId}`, signInLimits.code)
  const secret = newTotpSecret()
  const { token, tokenHash } = newToken()
  await deps.db.transaction().execute(async (trx) => {
    const person = await lockPerson(trx, personId)
    if (person === null || !(await isPassword(person.passwordHash, given.password))) {
      const fix = 'Try again, or sign out and have an owner make a new link.'
      throw new OperationError('SIGN_IN_REFUSED', 'The password is not right.', fix)
    }
    await requireFactor(deps, trx, person, { code: given.code })
    await addStep(trx, {
      ...{ personId, linkId: null, email: null, name: null, passwordHash: null },
      totpSealed: deps.sealing.seal(secret, newAppAad(personId)),
      ...{ stepHash: tokenHash, livesMs: signInLimits.stepLivesMs },
    })
  })
  return { step: token, secret, otpauth: otpauthUrl(secret, actor.email) }
}

/** The first code of the new app makes it the only one. */
export async function finishNewApp(
  deps: PeopleDeps,
  actor: PersonActor,
  given: { readonly step: string; readonly code: string; readonly sessionId: string },
): Promise<void> {
  const { personId } = actor
  const stepHash = hashToken(given.step)
  const begun = await takeStep(deps.db, stepHash, 'person')
  if (begun.personId !== personId || begun.totpSealed === null) throw stepOver()
  const secret = deps.sealing.open(begun.totpSealed, newAppAad(personId))
  await deps.db.transaction().execute(async (trx) => {
    if ((await lockPerson(trx, personId)) === null) throw stepOver()
    const step = judgeCode(secret, given.code, { nowMs: await machineNowMs(trx), lastStep: 0 })
    if (step === null) throw codeRefused()
    if (!(await endStep(trx, stepHash))) throw stepOver()
    await saveTotp(trx, personId, deps.sealing.seal(secret, totpAad(personId)), step)
    await endSessions(trx, personId, { only: null, but: given.sessionId })
    const row = { actor: actorName(actor), action: 'change-second-factor', subject: personId }
    await auditPeople(trx, { ...row, detail: {} })
  })
}

function newAppAad(personId: string): string {
  return totpAad(`new app of ${personId}`)
}
