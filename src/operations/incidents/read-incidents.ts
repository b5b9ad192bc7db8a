/** What happened that should not, for people: the list, and one of it. */
import type { AccountId } from '../../core/ids.ts'
import {
  type Incident,
  type IncidentFilter,
  listIncidents,
  readIncident,
} from '../../store/incidents.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'

export type { Incident } from '../../store/incidents.ts'

export async function showIncidents(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  filter: IncidentFilter,
): Promise<Incident[]> {
  requireRole(actor, 'viewer')
  return listIncidents(deps.db, accountId, filter)
}

export async function showIncident(
  deps: OperationDeps,
  actor: Actor,
  { accountId, incidentId }: { readonly accountId: AccountId; readonly incidentId: number },
): Promise<Incident> {
  requireRole(actor, 'viewer')
  const incident = await readIncident(deps.db, accountId, incidentId)
  if (incident === null) throw noIncident(incidentId)
  return incident
}

export function noIncident(incidentId: number): OperationError {
  return new OperationError(
    'INCIDENT_NOT_FOUND',
    `There is no incident ${incidentId}.`,
    'List them with: crossdock incidents list --all.',
  )
}
