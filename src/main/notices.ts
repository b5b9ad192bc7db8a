/** Joins the notices with the settings, the sealed secrets, the door and the log. */
import { randomUUID } from 'node:crypto'
import { settingsShape } from '../config/settings.ts'
import type { AccountId } from '../core/ids.ts'
import type { Log } from '../log.ts'
import { lookForNotices } from '../notices/look.ts'
import type { SendParts } from '../notices/send.ts'
import { readConnection, readCredential } from '../store/connections.ts'
import { machineNowMs } from '../store/pool.ts'
import { type ClientParts, credentialAad } from './account.ts'

export type Tell = (accountId: AccountId) => Promise<{ readonly againAtMs: number }>

/** The settings are read anew at each look, so that a changed one counts for the next notice. */
export function createNotices(
  parts: Pick<ClientParts, 'db' | 'door' | 'monotonic' | 'secrets'>,
  log: Log,
): Tell {
  const { db, door, monotonic } = parts
  return async (accountId) => {
    const connection = await readConnection(db, accountId)
    if (connection === null) return { againAtMs: Number.POSITIVE_INFINITY }
    return lookForNotices(
      {
        ...{ db, door, monotonic },
        newId: randomUUID,
        machineNowMs: () => machineNowMs(db),
        secret: secretOf(parts, accountId, log),
        policy: settingsShape.parse(connection.settings).notices,
        places: { shop: connection.shopify.shop },
        problem: (code, channel) =>
          log.warn('a notice was not taken', { accountId, code, operation: channel }),
      },
      accountId,
    )
  }
}

function secretOf(
  { db, secrets }: Pick<ClientParts, 'db' | 'secrets'>,
  accountId: AccountId,
  log: Log,
): SendParts['secret'] {
  return async (name) => {
    const sealed = await readCredential(db, accountId, name)
    if (sealed === null) return null
    try {
      return secrets.open(sealed, credentialAad(accountId, name))
    } catch {
      log.error('a secret of the notices cannot be opened', { accountId, kind: name })
      return null
    }
  }
}
