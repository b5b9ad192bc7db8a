/** Posts to a chat or to a webhook of the merchant's own, through the door. Answers codes, no bodies. */
import type { SendResult } from '../core/notices/delivery.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { Door, Monotonic } from '../core/ports.ts'

export type Post = {
  readonly operation: 'chat' | 'webhook'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const sendWithinMs = 10_000
const answerWithinMs = 20_000

export async function post(
  { door, monotonic }: { readonly door: Door; readonly monotonic: Monotonic },
  { operation, url, headers, body }: Post,
): Promise<SendResult> {
  const nowMs = monotonic.nowMs()
  try {
    const answer = await door.send({
      platform: 'notices',
      operation,
      writes: true,
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Crossdock/0.1 (notices)',
        ...headers,
      },
      body,
      deadlines: { sendBeforeMs: nowMs + sendWithinMs, answerByMs: nowMs + answerWithinMs },
    })
    return resultOf(answer.status, answer.headers['retry-after'])
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const { kind, code } = error.facts
    if (kind === 'unclear') return { is: 'unclear', code }
    return { is: 'not-sent', code, retryAfterMs: null, isFinal: false }
  }
}

function resultOf(status: number, retryAfter: string | undefined): SendResult {
  const code = `HTTP_${status}`
  if (status >= 200 && status < 300) return { is: 'sent', code: null }
  // Something between us and them answered in their place.
  if (status === 502 || status === 504) return { is: 'unclear', code }
  const seconds = Number(retryAfter ?? '')
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null
  return { is: 'not-sent', code, retryAfterMs, isFinal: status === 410 }
}
