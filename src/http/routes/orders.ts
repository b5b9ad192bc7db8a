/** GET /api/orders, POST /api/orders/search, GET /api/orders/{orderId}, …/raw, GET /api/holds. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { notFound, readOrderId } from '../../operations/orders/decide-by-person.ts'
import { describeHold } from '../../operations/orders/describe-order.ts'
import { readRawOrder } from '../../operations/orders/read-raw-order.ts'
import { countOrders } from '../../store/read/order-counts.ts'
import { readOrderLife } from '../../store/read/order-life-page.ts'
import {
  type OrderFilter,
  type OrderListPage,
  outcomeNames,
  readOrderList,
} from '../../store/read/order-list.ts'
import { readOrderPage } from '../../store/read/order-page.ts'
import type { HttpEnv } from '../http-env.ts'
import { pageDefault, pageMax } from '../limits.ts'
import type { HttpParts } from '../parts.ts'
import { HttpProblem } from '../problem.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, refusals, time } from '../shapes/answers.ts'
import { orderPageAnswer, orderPageShape } from '../shapes/order-page-shapes.ts'
import { holdShape, orderAnswer, orderShape } from '../shapes/order-shapes.ts'

const filterShape = z.strictObject({
  outcome: z.enum(outcomeNames).optional(),
  reason: z.string().max(64).optional(),
  status: z.string().max(64).optional(),
  fulfilledBy: z.string().max(64).optional(),
  marketplaceId: z.string().max(64).optional(),
  search: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .openapi({ description: 'An Amazon order id, a Shopify order name or a SKU; exact' }),
})
const pagingShape = {
  after: z.string().max(200).optional().openapi({ description: '"next" of the page before' }),
  limit: z.coerce.number().int().min(1).max(pageMax).default(pageDefault),
}
const listShape = z
  .object({ orders: z.array(orderShape), next: z.string().nullable() })
  .openapi('OrderList')

const listRoute = createRoute({
  method: 'get',
  path: '/api/orders',
  summary: 'Orders, newest first',
  security: bearer,
  request: { query: filterShape.extend(pagingShape) },
  responses: { 200: json(listShape, 'A page of orders'), ...refusals },
})

const searchRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/orders/search',
    summary: "Orders by a buyer's exact name or postcode: in the body, since addresses are logged",
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: {
      body: jsonBody(
        filterShape.extend({
          buyerName: z.string().min(1).max(200).optional(),
          postcode: z.string().min(1).max(40).optional(),
          ...pagingShape,
        }),
      ),
    },
    responses: { 200: json(listShape, 'A page of orders'), ...refusals },
  })

export const orderIdParam = z.object({
  orderId: z.string().max(64).openapi({ example: '306-1234567-7654321' }),
})

const oneRoute = createRoute({
  method: 'get',
  path: '/api/orders/{orderId}',
  summary: 'One order with its lines, money, attempts, look-ups and decision trace',
  security: bearer,
  request: { params: orderIdParam },
  responses: { 200: json(orderPageShape, 'The order'), ...refusals },
})

const rawRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/orders/{orderId}/raw',
    summary: 'The order as Amazon sent it, with personal data; each reading is written down',
    security: bearer,
    middleware: requireKey(parts.deps, 'operator'),
    request: { params: orderIdParam },
    responses: { 200: json(z.unknown(), "Amazon's own JSON"), ...refusals },
  })

const holdsRoute = createRoute({
  method: 'get',
  path: '/api/holds',
  summary: 'What waits for a person, and how many orders stand where',
  security: bearer,
  responses: {
    200: json(
      z
        .object({
          holds: z.array(
            holdShape.omit({ text: true }).extend({
              orders: z.number().int(),
              more: z.boolean().openapi({ description: 'There are more than "orders"' }),
              shipBy: time.nullable().openapi({ description: 'The earliest among them' }),
            }),
          ),
          counts: z.array(
            z.object({
              outcome: z.enum(outcomeNames),
              reason: z.string().nullable(),
              orders: z.number().int(),
              more: z.boolean(),
            }),
          ),
        })
        .openapi('Holds'),
      'Holds by reason, and counts',
    ),
    ...refusals,
  },
})

export function addOrderRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  const list = async (
    accountId: Parameters<typeof readOrderList>[1],
    filter: OrderFilter,
    paging: { readonly after?: string | undefined; readonly limit: number },
  ) => {
    const page = await placed(() =>
      readOrderList(deps.db, accountId, {
        filter,
        after: paging.after ?? null,
        limit: paging.limit,
      }),
    )
    return { orders: page.orders.map((order) => orderAnswer(order, null)), next: page.next }
  }

  app.openapi(listRoute, async (context) => {
    const { after, limit, ...filter } = context.req.valid('query')
    return context.json(await list(context.get('accountId'), filter, { after, limit }), 200)
  })
  app.openapi(searchRoute(parts), async (context) => {
    const { after, limit, buyerName, postcode, ...filter } = context.req.valid('json')
    const hashed = {
      ...filter,
      nameHmacs: buyerName === undefined ? undefined : parts.hmacsOf('name', buyerName),
      postcodeHmacs: postcode === undefined ? undefined : parts.hmacsOf('postcode', postcode),
    }
    return context.json(await list(context.get('accountId'), hashed, { after, limit }), 200)
  })
  app.openapi(oneRoute, async (context) => {
    const orderId = readOrderId(context.req.valid('param').orderId)
    const page = await readOrderPage(deps.db, context.get('accountId'), orderId)
    if (page === null) throw notFound(orderId)
    const life = await readOrderLife(deps.db, context.get('accountId'), orderId)
    return context.json(orderPageAnswer(page, life), 200)
  })
  app.openapi(rawRoute(parts), async (context) => {
    const request = {
      accountId: context.get('accountId'),
      orderId: context.req.valid('param').orderId,
    }
    const raw = await readRawOrder(deps, context.get('actor'), request, parts.openRaw)
    context.header('cache-control', 'no-store')
    return context.json(JSON.parse(raw), 200)
  })
  app.openapi(holdsRoute, async (context) => {
    const counts = await countOrders(deps.db, context.get('accountId'))
    const held = counts.filter(({ outcome }) => outcome === 'held')
    const holds = held.map(({ reason, count, more, shipByMs }) => {
      const { text: _text, ...hold } = describeHold(reason ?? '', null)
      return { ...hold, orders: count, more, shipBy: isoOf(shipByMs) }
    })
    const all = counts.map(({ outcome, reason, count, more }) => ({
      ...{ outcome, reason, orders: count, more },
    }))
    return context.json({ holds, counts: all }, 200)
  })
}

/** A cursor that we did not give is the asker's mistake. */
async function placed(read: () => Promise<OrderListPage>): Promise<OrderListPage> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const fix = 'Begin without "after", then follow "next".'
    throw new HttpProblem('CURSOR_UNSOUND', 'The place in the list is not one that we gave.', fix)
  }
}
