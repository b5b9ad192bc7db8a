/** POST /api/orders/{orderId}/export and the other decisions of a person. */
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Actor } from '../../operations/actor.ts'
import type { OperationDeps, OrderRequest } from '../../operations/operation-deps.ts'
import { approveAdoption } from '../../operations/orders/approve-adoption.ts'
import { createSeparateOrder } from '../../operations/orders/create-separate-order.ts'
import type { PersonDecision } from '../../operations/orders/decide-by-person.ts'
import { dismissHold } from '../../operations/orders/dismiss-hold.ts'
import { exportOrder } from '../../operations/orders/export-order.ts'
import { forceExportOrder } from '../../operations/orders/force-export-order.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, json, jsonBody, refusals } from '../shapes/answers.ts'
import { readBody } from '../unsound-request.ts'
import { orderIdParam } from './orders.ts'

const decisionShape = z
  .object({
    orderId: z.string(),
    inputId: z.string(),
    isNew: z.boolean().openapi({ description: 'False: the same wish was already waiting' }),
  })
  .openapi('Decision')

const noBody = z.strictObject({})
const confirmBody = z.strictObject({ confirm: z.boolean() })
const approveBody = z.strictObject({
  shopifyOrder: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'A gid or a name such as #1001, when several were found' }),
})

type Body = { readonly confirm?: boolean; readonly shopifyOrder?: string | undefined }

type DecisionVerb = {
  readonly path: string
  readonly summary: string
  readonly body: z.ZodType<Body>
  /** Whether the body may be left out. */
  readonly bare: boolean
  readonly run: (
    deps: OperationDeps,
    actor: Actor,
    request: OrderRequest,
    body: Body,
  ) => Promise<PersonDecision>
}

const verbs: readonly DecisionVerb[] = [
  {
    path: 'export',
    summary: 'Try the order again now',
    body: noBody,
    bare: true,
    run: exportOrder,
  },
  {
    path: 'force-export',
    summary: 'Create the order once although stock is short',
    body: confirmBody,
    bare: false,
    run: (deps, actor, request, { confirm = false }) =>
      forceExportOrder(deps, actor, { ...request, confirm }),
  },
  {
    path: 'approve-adoption',
    summary: 'The order found in Shopify is this one',
    body: approveBody,
    bare: true,
    run: (deps, actor, request, { shopifyOrder = null }) =>
      approveAdoption(deps, actor, { ...request, shopifyOrder }),
  },
  {
    path: 'create-separate',
    summary: 'The order found in Shopify is another one: create a separate order',
    body: confirmBody,
    bare: false,
    run: (deps, actor, request, { confirm = false }) =>
      createSeparateOrder(deps, actor, { ...request, confirm }),
  },
  {
    path: 'dismiss',
    summary: 'Leave the held order as it is',
    body: noBody,
    bare: true,
    run: dismissHold,
  },
]

export function addOrderVerbs(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  for (const verb of verbs) {
    app.openAPIRegistry.registerPath({
      method: 'post',
      path: `/api/orders/{orderId}/${verb.path}`,
      summary: verb.summary,
      security: bearer,
      request: {
        params: orderIdParam,
        body: { ...jsonBody(verb.body), required: !verb.bare },
      },
      responses: { 202: json(decisionShape, 'Taken; the order looks again'), ...refusals },
    })
    const path = `/api/orders/:orderId/${verb.path}` as const
    app.post(path, requireKey(parts.deps, 'operator'), async (context) => {
      const request = {
        accountId: context.get('accountId'),
        orderId: context.req.param('orderId') ?? '',
      }
      const body = await readBody(context, verb.body)
      return context.json(await verb.run(parts.deps, context.get('actor'), request, body), 202)
    })
  }
}
