/** The ordinary way of a webhook: an HTTP POST that must be answered within the time limit. */
import type { Deliver } from '../settings.ts'

/** A redirect is not followed and counts as a failure, like any answer outside 2xx. */
export function deliverByFetch(timeoutMs: number): Deliver {
  return async (url, headers, body) => {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return { status: response.status }
  }
}
