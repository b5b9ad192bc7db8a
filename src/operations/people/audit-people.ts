/** People belong to the installation, and the audit to accounts: a deed about people stands in each. */
import { type AccountId, id } from '../../core/ids.ts'
import { type AuditRow, writeAudit } from '../../store/audit.ts'
import { listConnections } from '../../store/connections.ts'
import type { Database } from '../../store/pool.ts'

/** Before the first connection there is one account, and this is its name. */
const firstAccountId: AccountId = id('AccountId', 'main')

export async function auditPeople(trx: Database, row: AuditRow): Promise<void> {
  const accounts = (await listConnections(trx)).map(({ accountId }) => accountId)
  for (const accountId of accounts.length === 0 ? [firstAccountId] : accounts) {
    await writeAudit(trx, accountId, row)
  }
}
