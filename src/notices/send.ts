/** Sends one message by one way. What a way needs and does not have is an answer, not a throw. */
import type { SendResult } from '../core/notices/delivery.ts'
import type { OutsideChannel } from '../core/notices/events.ts'
import { messageOf } from '../core/notices/message.ts'
import type { Notice } from '../core/notices/notice.ts'
import { type NoticePlaces, noticeText } from '../core/notices/notice-text.ts'
import type { NoticePolicy } from '../core/notices/policy.ts'
import type { Door, Monotonic } from '../core/ports.ts'
import { unreachable } from '../core/unreachable.ts'
import type { NoticeSecretName } from '../store/connections.ts'
import { sendMail } from './mail.ts'
import { post } from './post.ts'
import { signWebhook } from './sign-webhook.ts'

export type SendParts = {
  readonly door: Door
  readonly monotonic: Monotonic
  /** Real time: mail is dated and webhooks are signed with it. */
  readonly machineNowMs: () => Promise<number>
  readonly secret: (name: NoticeSecretName) => Promise<string | null>
}

export type Sent = {
  readonly channel: OutsideChannel
  readonly messageId: string
  /** One, or those of a digest. */
  readonly notices: readonly Notice[]
  readonly isRepeat: boolean
}

export async function send(
  parts: SendParts,
  policy: NoticePolicy,
  places: NoticePlaces,
  sent: Sent,
): Promise<SendResult> {
  const { channel, notices, messageId, isRepeat } = sent
  switch (channel) {
    case 'mail': {
      if (policy.mail === null) return notSetUp
      const message = messageOf(notices, places, isRepeat)
      const password = await parts.secret('notices-smtp-password')
      const atMs = await parts.machineNowMs()
      return sendMail({ place: policy.mail, password, message, messageId, atMs })
    }
    case 'chat': {
      const url = await parts.secret('notices-chat-url')
      if (url === null) return notSetUp
      const { subject, text } = messageOf(notices, places, isRepeat)
      const body = JSON.stringify({ text: escaped(`*${subject}*\n${text}`) })
      return post(parts, { operation: 'chat', url, headers: {}, body })
    }
    case 'webhook':
      return sendWebhook(parts, policy, places, sent)
    default:
      return unreachable(channel)
  }
}

const notSetUp: SendResult = {
  is: 'not-sent',
  code: 'NOT_SET_UP',
  retryAfterMs: null,
  isFinal: false,
}

async function sendWebhook(
  parts: SendParts,
  { webhookUrl }: NoticePolicy,
  places: NoticePlaces,
  { notices, messageId }: Sent,
): Promise<SendResult> {
  const secret = await parts.secret('notices-webhook-secret')
  const [notice] = notices
  if (webhookUrl === null || secret === null || notice === undefined) return notSetUp
  const { title, lines, links, source } = noticeText(notice, places)
  const body = JSON.stringify({
    type: `notice.${notice.event}`,
    timestamp: new Date(notice.atMs).toISOString(),
    data: {
      noticeId: notice.noticeId,
      severity: notice.severity,
      code: notice.code,
      source,
      orderId: notice.subject === '' ? null : notice.subject,
      shopifyOrder: notice.facts.shopifyName ?? null,
      title,
      text: lines.join(' '),
      links: Object.fromEntries(links.map(({ name, url }) => [name, url])),
    },
  })
  const atMs = await parts.machineNowMs()
  const headers = { ...signWebhook(secret, { id: messageId, atMs, body }) }
  return post(parts, { operation: 'webhook', url: webhookUrl, headers, body })
}

/** The three characters that mean something in a Slack-compatible chat; so no text calls anybody. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
