/** Sends a test by the ways that are named: it takes the same road as every notice. */
import type { AccountId } from '../../core/ids.ts'
import type { OutsideChannel } from '../../core/notices/events.ts'
import type { NoticePolicy } from '../../core/notices/policy.ts'
import { saveNotices } from '../../store/notices.ts'
import { appNowMs } from '../../store/pool.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { SettingsDoor } from '../connection/change-settings.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { noticesMark } from '../work-keys.ts'
import { showChannels } from './channels.ts'

export type NoticeTest = {
  readonly accountId: AccountId
  readonly channels: readonly OutsideChannel[]
}

export async function testNotices<S extends { readonly notices: NoticePolicy }>(
  deps: OperationDeps,
  actor: Actor,
  { accountId, channels }: NoticeTest,
  door: SettingsDoor<S>,
): Promise<{ readonly channels: readonly OutsideChannel[] }> {
  requireRole(actor, 'operator')
  const states = await showChannels(deps, actor, accountId, door)
  const lacking = channels.find(
    (name) => !states.some((one) => one.channel === name && one.isSetUp),
  )
  if (lacking !== undefined) throw notSetUp(lacking)
  const nowMs = await appNowMs(deps.db)
  await deps.db.transaction().execute(async (trx) => {
    await saveNotices(trx, accountId, [
      {
        ...{ family: 'test', event: 'test', subject: '', occurrence: deps.newId(), code: 'TEST' },
        ...{ severity: 'urgent', atMs: nowMs, facts: {}, shown: true },
        ways: [...new Set(channels)].map((channel) => ({ channel, dueMs: nowMs })),
      },
    ])
    await mark(trx, [noticesMark(accountId)])
  })
  return { channels }
}

function notSetUp(channel: OutsideChannel): OperationError {
  return new OperationError(
    'NOTICE_CHANNEL_NOT_SET_UP',
    `The way "${channel}" has not what it needs.`,
    'See what is missing with: crossdock notices channels.',
  )
}
