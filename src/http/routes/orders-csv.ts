/** GET /api/order-list.csv: what the list shows, as a table in pieces. No personal data for any role. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { stringify } from 'csv-stringify/sync'
import { stream } from 'hono/streaming'
import { exportOrders } from '../../operations/list/export-orders.ts'
import type { OrderRow } from '../../store/read/order-rows.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, refusals } from '../shapes/answers.ts'
import { dayOf, listFilterShape } from '../shapes/list-filter.ts'
import { rowAnswer } from '../shapes/row-shapes.ts'

const csvRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/order-list.csv',
    summary: 'Orders of both platforms as CSV; without names and addresses; written down',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: { query: listFilterShape.extend({ account: z.string().optional() }) },
    responses: {
      200: { content: { 'text/csv': { schema: z.string() } }, description: 'The table' },
      ...refusals,
    },
  })

export function addOrdersCsvRoute(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  app.openapi(csvRoute(parts), async (context) => {
    const { account: _account, ...asked } = context.req.valid('query')
    const accountId = context.get('accountId')
    const { nowMs, endMs } = await dayOf(parts, accountId)
    const filter = { ...asked, dayEndMs: endMs }
    const pieces = exportOrders(parts.deps, context.get('actor'), accountId, filter)
    // Whatever is refused is refused before the first byte.
    const first = await pieces.next()
    const name = `orders-${asked.view}-${isoOf(nowMs).slice(0, 10)}.csv`
    context.header('content-type', 'text/csv; charset=utf-8')
    context.header('content-disposition', `attachment; filename="${name}"`)
    context.header('cache-control', 'no-store')
    return stream(context, async (out) => {
      await out.write(csvOf([columns]))
      if (first.done !== true) await out.write(csvOf(first.value.map(cellsOf)))
      for await (const rows of pieces) {
        if (out.aborted) return
        await out.write(csvOf(rows.map(cellsOf)))
      }
    })
  })
}

const columns: readonly string[] = [
  ...['amazon_order_id', 'shopify_order', 'platform', 'placed_at', 'marketplace', 'method'],
  ...['programs', 'service', 'units', 'total', 'currency', 'ship_by', 'status', 'fulfillment'],
  ...['financial', 'lane', 'code', 'state'],
]

type Cell = string | number | null

function cellsOf(row: OrderRow): Cell[] {
  const of = rowAnswer(row, null)
  return [
    ...[of.orderId, of.shopifyName, of.channel, of.at, of.marketplace, of.method],
    ...[of.programs.join(' '), of.service, of.units, of.total?.amount ?? null],
    ...[of.total?.currency ?? null, of.shipBy, of.status, of.fulfillment, of.financial],
    ...[of.lane, of.code, of.title],
  ]
}

/** A cell that begins like a formula is text: spreadsheets would run it. */
function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((cells) => [...cells]),
    { escape_formulas: true },
  )
}
