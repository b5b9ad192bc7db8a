/** GET /api/attention, POST /api/orders/{orderId}/holds/{verb}: what order life waits for a person with. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { lifeVerbs } from '../../operations/life/life-verbs.ts'
import { sayAboutOrder } from '../../operations/life/say-about-order.ts'
import { type LifeHold, showHolds } from '../../operations/life/show-holds.ts'
import { readOrderId } from '../../operations/orders/decide-by-person.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'

const holdShape = z
  .object({
    orderId: z.string(),
    shopifyName: z.string().nullable(),
    concern: z.string(),
    code: z.string(),
    title: z.string(),
    text: z.string(),
    fix: z.string(),
    page: z.string(),
    subject: z.string(),
    since: time,
    shipBy: time.nullable(),
    verbs: z.array(z.enum(lifeVerbs)),
    amazonUrl: z.string(),
  })
  .openapi('Hold')

const listRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/attention',
    summary: 'What shipments, cancellations, refunds and clocks wait for a person with',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: {
      query: z.strictObject({
        order: z.string().optional(),
        concern: z
          .enum(['shipment', 'cancellation', 'refund', 'return', 'change', 'purge', 'deadline'])
          .optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    },
    responses: {
      200: json(z.object({ holds: z.array(holdShape) }), 'By the nearest ship-by'),
      ...refusals,
    },
  })

const sayRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/orders/{orderId}/holds/{verb}',
    summary: 'Say something about a hold of an order',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      params: z.object({ orderId: z.string(), verb: z.enum(lifeVerbs) }),
      body: jsonBody(
        z.strictObject({
          subject: z.string().max(300).optional().openapi({
            description: 'As the hold names it; needed when several holds take this verb',
          }),
          confirm: z.boolean().optional().openapi({
            description: 'A yes, for what tells the other platform something',
          }),
          detail: z
            .array(
              z.strictObject({
                itemId: z.string().max(60),
                component: z.string().max(40),
                amountMinor: z.number().int().nonnegative(),
              }),
            )
            .max(200)
            .optional()
            .openapi({ description: 'For `split`: how the amount is divided' }),
        }),
      ),
    },
    responses: {
      202: json(
        z.object({
          orderId: z.string(),
          inputId: z.string(),
          isNew: z.boolean(),
          subject: z.string(),
        }),
        'Taken; the order looks again',
      ),
      ...refusals,
    },
  })

export function addHolds(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openapi(listRoute(parts), async (context) => {
    const { order, concern = null, limit } = context.req.valid('query')
    const orderId = order === undefined ? null : readOrderId(order)
    const actor = context.get('actor')
    const filter = { orderId, concern, limit }
    const holds = await showHolds(parts.deps, actor, context.get('accountId'), filter)
    return context.json({ holds: holds.map(shapeOf) }, 200)
  })
  app.openapi(sayRoute(parts), async (context) => {
    const { orderId, verb } = context.req.valid('param')
    const { subject = null, confirm = false, detail = null } = context.req.valid('json')
    const accountId = context.get('accountId')
    const word = { accountId, orderId, verb, subject, confirm, detail }
    return context.json(await sayAboutOrder(parts.deps, context.get('actor'), word), 202)
  })
}

function shapeOf({ sinceMs, shipByMs, verbs, ...hold }: LifeHold) {
  const shipBy = shipByMs === null ? null : isoOf(shipByMs)
  return { ...hold, verbs: [...verbs], since: isoOf(sinceMs), shipBy }
}
