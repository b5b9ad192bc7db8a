/**
 * Closes an incident: a person has looked, and says in a note what came of it. The order itself is not
 * touched. Should the same happen again, a new incident is opened.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { closeIncident as close, type Incident, readIncident } from '../../store/incidents.ts'
import { appendTraces } from '../../store/traces.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { noIncident } from './read-incidents.ts'

export const noteMax = 500

export type CloseRequest = {
  readonly accountId: AccountId
  readonly incidentId: number
  readonly note: string
}

export async function closeIncident(
  deps: OperationDeps,
  actor: Actor,
  { accountId, incidentId, note: given }: CloseRequest,
): Promise<Incident> {
  requireRole(actor, 'operator')
  const note = given.trim()
  if (note === '' || note.length > noteMax) throw noteUnsound()
  const by = actorName(actor)
  return deps.db.transaction().execute(async (trx) => {
    const closed = await close(trx, accountId, { incidentId, by, note })
    if (closed === null) throw await whyNot(trx, accountId, incidentId)
    const { code, orderId } = closed
    await writeAudit(trx, accountId, {
      actor: by,
      action: 'close-incident',
      subject: orderId ?? code,
      detail: { incidentId, code, note },
    })
    if (orderId !== null) {
      const body = { decision: 'close-incident', by, incident: code }
      await appendTraces(trx, accountId, [{ orderId, kind: 'person', body }])
    }
    return closed
  })
}

async function whyNot(
  trx: OperationDeps['db'],
  accountId: AccountId,
  incidentId: number,
): Promise<OperationError> {
  const there = await readIncident(trx, accountId, incidentId)
  if (there === null) return noIncident(incidentId)
  return new OperationError(
    'INCIDENT_CLOSED',
    `Incident ${incidentId} is closed already, by ${there.closedBy ?? 'somebody'}.`,
    `See what was noted with: crossdock incidents show ${incidentId}.`,
  )
}

function noteUnsound(): OperationError {
  return new OperationError(
    'INCIDENT_NOTE_UNSOUND',
    `A note of 1 to ${noteMax} characters says what came of the incident.`,
    'Give one, without data of buyers: it is kept.',
  )
}
