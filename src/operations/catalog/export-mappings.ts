/** The whole mapping table as CSV, in pieces, so that a large table is never held at once. */
import type { AccountId } from '../../core/ids.ts'
import { readMappings } from '../../store/read/mappings.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { writeMappingCsv } from './mapping-csv.ts'

const pieceRows = 1_000

export async function* exportMappings(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): AsyncGenerator<string> {
  requireRole(actor, 'viewer')
  let after: string | null = null
  for (let piece = 0; piece === 0 || after !== null; piece += 1) {
    const page: Awaited<ReturnType<typeof readMappings>> = await readMappings(deps.db, accountId, {
      after,
      limit: pieceRows,
    })
    yield writeMappingCsv(page.mappings, piece === 0)
    after = page.next
  }
}
