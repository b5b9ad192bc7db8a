/**
 * POST /webhooks/shopify/{accountId}: signed by Shopify, else 401. The answer is given right after its id
 * and its mark are committed; nothing of the payload is acted on. Shopify gives up after five seconds
 * and asks again, so we say "try again" before that.
 */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { type AccountId, id } from '../../core/ids.ts'
import { tooLarge } from '../body-limits.ts'
import type { HttpEnv } from '../http-env.ts'
import { webhookAnswerMs, webhookMaxBytes } from '../limits.ts'
import type { HttpParts } from '../parts.ts'
import { HttpProblem } from '../problem.ts'
import { refusals } from '../shapes/answers.ts'

const path = '/webhooks/shopify/{accountId}'

export function addWebhookRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openAPIRegistry.registerPath({
    method: 'post',
    path,
    summary: 'A webhook of Shopify; only Shopify calls this',
    security: [{ shopifySignature: [] }],
    request: { params: z.object({ accountId: z.string() }) },
    responses: {
      200: { description: 'Stored, or stored before' },
      401: refusals[401],
      413: refusals[413],
      503: refusals[503],
    },
  })
  app.post(
    path.replace('{accountId}', ':accountId'),
    bodyLimit(tooLarge(webhookMaxBytes)),
    async (context) => {
      const rawBody = new Uint8Array(await context.req.arrayBuffer())
      const accountId = id('AccountId', context.req.param('accountId') ?? '')
      const headers = context.req.header()
      if (!(await parts.webhooks.verify(accountId, rawBody, headers))) throw unsigned()
      await take(parts, accountId, headers, rawBody, context.get('requestId'))
      return context.body(null, 200)
    },
  )
}

async function take(
  parts: HttpParts,
  accountId: AccountId,
  headers: Readonly<Record<string, string>>,
  rawBody: Uint8Array,
  requestId: string,
): Promise<void> {
  const topic = headers['x-shopify-topic']
  const deliveryId = headers['x-shopify-webhook-id']
  if (topic === undefined || deliveryId === undefined || deliveryId.length > 200) {
    const cause = 'A webhook names its topic and its delivery in headers.'
    throw new HttpProblem('WEBHOOK_INCOMPLETE', cause, 'Only Shopify should call this address.')
  }
  const event = parts.webhooks.read(topic, new TextDecoder().decode(rawBody))
  if (event === undefined) {
    // Refusing it would end the subscription after eight tries; polling reads what it was about.
    parts.log.warn('a webhook could not be read; polling covers it', { requestId })
  }
  const taken = parts.webhooks.take(accountId, { deliveryId, event: event ?? { kind: 'ignored' } })
  await inTime(taken)
}

/** The commit goes on when it is late: the repeat then finds the delivery taken. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const cause = 'The webhook could not be stored in time.'
    const problem = new HttpProblem('WEBHOOK_TOO_SLOW', cause, 'Shopify sends it again.')
    timer = setTimeout(() => reject(problem), webhookAnswerMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}

function unsigned(): HttpProblem {
  return new HttpProblem(
    'WEBHOOK_SIGNATURE',
    'The body is not signed with the secret of this app.',
    'Check SHOPIFY_CLIENT_SECRET: webhooks are signed with the client secret of the app.',
  )
}
