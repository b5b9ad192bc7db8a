/**
 * Stores what a way needs to be kept secret, sealed: the mail password, the chat's address (whoever has it
 * may write there), the key that webhooks are signed with. None is ever shown again.
 */
import { judgeHost } from '../../core/host-rule.ts'
import type { AccountId } from '../../core/ids.ts'
import type { OutsideChannel } from '../../core/notices/events.ts'
import { writeAudit } from '../../store/audit.ts'
import { type NoticeSecretName, saveCredential } from '../../store/connections.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'

export const secretOfChannel: Readonly<Record<OutsideChannel, NoticeSecretName>> = {
  mail: 'notices-smtp-password',
  chat: 'notices-chat-url',
  webhook: 'notices-webhook-secret',
}

export type NoticeSecretRequest = {
  readonly accountId: AccountId
  readonly channel: OutsideChannel
  readonly plain: string
}

export async function storeNoticeSecret(
  deps: OperationDeps,
  actor: Actor,
  { accountId, channel, plain }: NoticeSecretRequest,
  seal: (name: NoticeSecretName, plain: string) => Uint8Array,
): Promise<void> {
  requireRole(actor, 'owner')
  const problem = problemOf(channel, plain)
  if (problem !== null) {
    throw new OperationError(
      'NOTICE_SECRET_UNSOUND',
      problem,
      'Give it again on standard input; nothing was stored.',
    )
  }
  const name = secretOfChannel[channel]
  const sealed = seal(name, plain)
  await deps.db.transaction().execute(async (trx) => {
    await saveCredential(trx, accountId, name, sealed)
    const by = actorName(actor)
    await writeAudit(trx, accountId, {
      ...{ actor: by, action: 'store-notice-secret', subject: name },
      detail: {},
    })
  })
}

const keyBytesLeast = 24
const keyBytesMost = 64

function problemOf(channel: OutsideChannel, plain: string): string | null {
  if (channel === 'mail') return plain === '' ? 'The password is empty.' : null
  if (channel === 'chat') {
    const verdict = judgeHost(plain)
    return verdict.ok ? null : verdict.text
  }
  const key = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(plain)?.[1]
  const bytes = key === undefined ? 0 : Buffer.from(key, 'base64').length
  const isSound = bytes >= keyBytesLeast && bytes <= keyBytesMost
  return isSound ? null : 'The key is not whsec_ followed by 24 to 64 bytes in base64.'
}
