/** GET /api/order-list, …/views, …/place: one list of both platforms' orders. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { readAccounts } from '../../store/read/accounts.ts'
import { type RowFilter, type RowPage, readOrderRows } from '../../store/read/order-rows.ts'
import { countRows, countViews } from '../../store/read/order-view-counts.ts'
import { viewNames } from '../../store/read/order-views.ts'
import type { HttpEnv } from '../http-env.ts'
import { pageDefault, pageMax } from '../limits.ts'
import type { HttpParts } from '../parts.ts'
import { HttpProblem } from '../problem.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, refusals, time } from '../shapes/answers.ts'
import { dayOf, listFilterShape } from '../shapes/list-filter.ts'
import { rowAnswer, rowShape } from '../shapes/row-shapes.ts'

const filterShape = listFilterShape.extend({ account: z.string().optional() })

const viewer = (parts: HttpParts) => ({
  security: bearer,
  middleware: requireKey(parts.deps, 'viewer'),
})

const listRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/order-list',
    summary: 'Orders of both platforms',
    ...viewer(parts),
    request: {
      query: filterShape.extend({
        after: z.string().max(300).optional(),
        limit: z.coerce.number().int().min(1).max(pageMax).default(pageDefault),
      }),
    },
    responses: {
      200: json(
        z
          .object({
            rows: z.array(rowShape),
            next: z.string().nullable(),
            total: z.number().int(),
            more: z.boolean().openapi({ description: 'There are more than "total"' }),
            asOf: time,
          })
          .openapi('OrderRows'),
        'A page',
      ),
      ...refusals,
    },
  })

const viewsRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/order-list/views',
    summary: 'How many orders each saved view has',
    ...viewer(parts),
    request: { query: z.strictObject({ account: z.string().optional() }) },
    responses: {
      200: json(
        z.object({
          views: z.array(
            z.object({
              view: z.enum(viewNames),
              orders: z.number().int(),
              more: z.boolean(),
            }),
          ),
        }),
        'Counted up to 10,000',
      ),
      ...refusals,
    },
  })

const placeRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/order-list/place',
    summary: 'Where an order stands in a view, and its neighbours',
    ...viewer(parts),
    request: { query: filterShape.extend({ key: z.string().max(100) }) },
    responses: {
      200: json(
        z.object({
          place: z.number().int().nullable(),
          total: z.number().int(),
          more: z.boolean(),
          previous: z.string().nullable(),
          next: z.string().nullable(),
        }),
        'Found among the first 500, or nothing',
      ),
      ...refusals,
    },
  })

/** A place is told among so many: nobody steps through more by hand. */
const placesMax = 500

export function addOrderListRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { db } = parts.deps
  app.openapi(listRoute(parts), async (context) => {
    const { after = null, limit, account: _account, ...asked } = context.req.valid('query')
    const accountId = context.get('accountId')
    const { nowMs, endMs } = await dayOf(parts, accountId)
    const filter: RowFilter = { ...asked, dayEndMs: endMs }
    const [page, { orders: total, more }, accounts] = await Promise.all([
      placed(() => readOrderRows(db, accountId, { filter, after, limit })),
      countRows(db, accountId, filter),
      readAccounts(db),
    ])
    const shop = accounts.find((one) => one.accountId === accountId)?.shop ?? null
    const rows = page.rows.map((row) => rowAnswer(row, shop))
    return context.json({ rows, next: page.next, total, more, asOf: isoOf(nowMs) }, 200)
  })
  app.openapi(viewsRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { endMs } = await dayOf(parts, accountId)
    return context.json({ views: await countViews(db, accountId, endMs) }, 200)
  })
  app.openapi(placeRoute(parts), async (context) => {
    const { key, account: _account, ...asked } = context.req.valid('query')
    const accountId = context.get('accountId')
    const { endMs } = await dayOf(parts, accountId)
    const filter: RowFilter = { ...asked, dayEndMs: endMs }
    const { rows } = await readOrderRows(db, accountId, { filter, after: null, limit: placesMax })
    const { orders: total, more } = await countRows(db, accountId, filter)
    const at = rows.findIndex((row) => row.key === key)
    const neighbours = {
      previous: at > 0 ? (rows[at - 1]?.key ?? null) : null,
      next: at < 0 ? null : (rows[at + 1]?.key ?? null),
    }
    return context.json({ place: at < 0 ? null : at + 1, total, more, ...neighbours }, 200)
  })
}

async function placed(read: () => Promise<RowPage>): Promise<RowPage> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const fix = 'Begin without "after", then follow "next".'
    throw new HttpProblem('CURSOR_UNSOUND', 'The place in the list is not one that we gave.', fix)
  }
}
