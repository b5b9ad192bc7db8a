/** Asks a simulator's control door; only the demo does so, the product knows no simulator. */
import { monotonic } from '../clock.ts'
import { createNodeTransport } from '../platforms/http/node-transport.ts'

const withinMs = 10_000
const transport = createNodeTransport({ monotonic })

export function askSimulator(baseUrl: string, verb: string): Promise<unknown> {
  return call(baseUrl, verb, 'GET', null)
}

/** Plays a person, a buyer or the platform itself. */
export function tellSimulator(baseUrl: string, verb: string, input: object): Promise<unknown> {
  return call(baseUrl, verb, 'POST', JSON.stringify(input))
}

async function call(
  baseUrl: string,
  verb: string,
  method: 'GET' | 'POST',
  body: string | null,
): Promise<unknown> {
  const nowMs = monotonic.nowMs()
  const answer = await transport(
    {
      platform: 'shopify',
      operation: 'control',
      writes: false,
      method,
      url: `${baseUrl}/_control/${verb}`,
      headers: body === null ? {} : { 'content-type': 'application/json' },
      body,
      deadlines: { sendBeforeMs: nowMs + withinMs, answerByMs: nowMs + withinMs },
    },
    AbortSignal.timeout(withinMs),
  )
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`the simulator answered ${answer.status} to ${verb}`)
  }
  return answer.text === '' ? null : JSON.parse(answer.text)
}
