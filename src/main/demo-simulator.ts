/** Asks a simulator's control door; only the demo does so, the product knows no simulator. */
import { monotonic } from '../clock.ts'
import { createNodeTransport } from '../platforms/http/node-transport.ts'

const withinMs = 10_000
const transport = createNodeTransport({ monotonic })

export async function askSimulator(baseUrl: string, verb: string): Promise<unknown> {
  const nowMs = monotonic.nowMs()
  const call = {
    platform: 'shopify',
    operation: 'control',
    writes: false,
    method: 'GET',
    url: `${baseUrl}/_control/${verb}`,
    headers: {},
    body: null,
    deadlines: { sendBeforeMs: nowMs + withinMs, answerByMs: nowMs + withinMs },
  } as const
  const answer = await transport(call, AbortSignal.timeout(withinMs))
  if (answer.status !== 200) {
    throw new Error(`the simulator answered ${answer.status} to ${verb}`)
  }
  return JSON.parse(answer.text)
}
