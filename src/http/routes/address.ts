/** GET /api/orders/{orderId}/address: where it goes. Each reading is written down. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { readAddress } from '../../operations/orders/read-address.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, refusals, time } from '../shapes/answers.ts'
import { orderIdParam } from './orders.ts'

const text = z.string().nullable()

const addressRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/orders/{orderId}/address',
    summary: 'Name and address, for operators; each reading is written down',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: { params: orderIdParam },
    responses: {
      200: json(
        z.object({
          state: z.enum(['known', 'withheld', 'deleted']),
          name: text,
          lines: z.array(z.string()),
          city: text,
          postcode: text,
          region: text,
          country: text,
          deletedAt: time.nullable().openapi({ description: 'When it is deleted' }),
        }),
        'The address',
      ),
      ...refusals,
    },
  })

export function addAddressRoute(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openapi(addressRoute(parts), async (context) => {
    const request = { accountId: context.get('accountId'), ...context.req.valid('param') }
    const actor = context.get('actor')
    const shown = await readAddress(parts.deps, actor, request, parts.openPersonal)
    const { address } = shown
    const { company = null, line1 = null, line2 = null, line3 = null } = address ?? {}
    context.header('cache-control', 'no-store')
    return context.json(
      {
        state: shown.state,
        name: address?.name ?? shown.buyerName,
        lines: [company, line1, line2, line3].filter((line) => line !== null),
        city: address?.city ?? null,
        postcode: address?.postalCode ?? null,
        region: address?.region ?? null,
        country: address?.countryCode ?? null,
        deletedAt: isoOf(shown.deleteAfterMs),
      },
      200,
    )
  })
}
