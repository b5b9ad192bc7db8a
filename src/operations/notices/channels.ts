/** The ways by which notices leave: what each needs, whether it has it, and how it does. */
import type { AccountId } from '../../core/ids.ts'
import { noticeEvents, type OutsideChannel, outsideChannels } from '../../core/notices/events.ts'
import type { NoticePolicy } from '../../core/notices/policy.ts'
import { readCredential } from '../../store/connections.ts'
import { type ChannelState, channelStates } from '../../store/notice-deliveries.ts'
import { type Actor, requireRole } from '../actor.ts'
import { readSettings, type SettingsDoor } from '../connection/change-settings.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { secretOfChannel } from './store-secret.ts'

export type ShownChannel = Omit<ChannelState, 'channel'> & {
  readonly channel: OutsideChannel
  readonly hasSecret: boolean
  /** False: what is sent by it fails until it has what it needs. */
  readonly isSetUp: boolean
  readonly events: readonly string[]
}

export async function showChannels<S extends { readonly notices: NoticePolicy }>(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  door: SettingsDoor<S>,
): Promise<ShownChannel[]> {
  requireRole(actor, 'viewer')
  const { notices } = await readSettings(deps, actor, accountId, door)
  const states = await channelStates(deps.db, accountId)
  const shown: ShownChannel[] = []
  for (const channel of outsideChannels) {
    const secret = await readCredential(deps.db, accountId, secretOfChannel[channel])
    const hasSecret = secret !== null
    const state = states.find((one) => one.channel === channel) ?? noneSent
    const events = noticeEvents.filter((event) => notices.events[event].includes(channel))
    shown.push({
      ...state,
      channel,
      hasSecret,
      isSetUp: isSetUp(channel, notices, hasSecret),
      events,
    })
  }
  return shown
}

function isSetUp(channel: OutsideChannel, policy: NoticePolicy, hasSecret: boolean): boolean {
  // A mail server on this machine may want no password.
  if (channel === 'mail') return policy.mail !== null && (policy.mail.user === null || hasSecret)
  return hasSecret && (channel === 'chat' || policy.webhookUrl !== null)
}

const noneSent = { waiting: 0, sent: 0, unclear: 0, dead: 0, lastSentMs: null, lastCode: null }
