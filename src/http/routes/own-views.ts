/** /api/me/views: the views of the order list that a person keeps. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { AccountId } from '../../core/ids.ts'
import {
  changeView,
  forgetView,
  keepView,
  ownViews,
  type PlacedView,
} from '../../operations/list/own-views.ts'
import { countRows } from '../../store/read/order-view-counts.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { personOf, requirePerson } from '../require-key.ts'
import { json, jsonBody, refusals, signedIn } from '../shapes/answers.ts'
import { dayOf, listFilterShape } from '../shapes/list-filter.ts'

const viewShape = z
  .object({
    viewId: z.string(),
    name: z.string(),
    place: z.number().int(),
    filters: listFilterShape,
    orders: z.number().int().nullable(),
    more: z.boolean().openapi({ description: 'There are more than "orders"' }),
  })
  .openapi('OwnView')

const own = (parts: HttpParts) => ({
  security: signedIn,
  middleware: requirePerson(parts.deps),
})

const viewParam = z.object({ viewId: z.string().max(100) })
const name = z.string().max(200)

const listRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/me/views',
    summary: 'My own views of the order list, in my order',
    ...own(parts),
    request: { query: z.strictObject({ count: z.enum(['true', 'false']).default('false') }) },
    responses: { 200: json(z.object({ views: z.array(viewShape) }), 'My views'), ...refusals },
  })

const keepRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: '/api/me/views',
    summary: 'Keep a view of the order list for myself',
    ...own(parts),
    request: { body: jsonBody(z.strictObject({ name, filters: listFilterShape })) },
    responses: { 201: json(viewShape, 'Kept, last of all'), ...refusals },
  })

const changeRoute = (parts: HttpParts) =>
  createRoute({
    method: 'put',
    path: '/api/me/views/{viewId}',
    summary: 'Rename, redefine or move one of my views',
    ...own(parts),
    request: {
      params: viewParam,
      body: jsonBody(
        z.strictObject({
          name: name.optional(),
          filters: listFilterShape.optional(),
          place: z.number().int().min(0).max(100).optional(),
        }),
      ),
    },
    responses: { 200: json(viewShape, 'Changed'), ...refusals },
  })

const forgetRoute = (parts: HttpParts) =>
  createRoute({
    method: 'delete',
    path: '/api/me/views/{viewId}',
    summary: 'Remove one of my views',
    ...own(parts),
    request: { params: viewParam },
    responses: { 204: { description: 'Removed' }, ...refusals },
  })

export function addOwnViewRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  app.openapi(listRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const views = await ownViews(deps, personOf(context), accountId)
    const isCounted = context.req.valid('query').count === 'true'
    const answers = isCounted ? await counted(parts, accountId, views) : views.map(answerOf)
    return context.json({ views: answers }, 200)
  })
  app.openapi(keepRoute(parts), async (context) => {
    const wish = context.req.valid('json')
    const view = await keepView(deps, personOf(context), context.get('accountId'), wish)
    return context.json(answerOf(view), 201)
  })
  app.openapi(changeRoute(parts), async (context) => {
    const wish = { ...context.req.valid('param'), ...context.req.valid('json') }
    const view = await changeView(deps, personOf(context), context.get('accountId'), wish)
    return context.json(answerOf(view), 200)
  })
  app.openapi(forgetRoute(parts), async (context) => {
    const { viewId } = context.req.valid('param')
    await forgetView(deps, personOf(context), context.get('accountId'), viewId)
    return context.body(null, 204)
  })
}

/** Filters of an earlier version that mean nothing any more show everything rather than fail the page. */
function filtersOf(view: PlacedView): z.output<typeof listFilterShape> {
  const read = listFilterShape.safeParse(view.filters)
  return read.success ? read.data : listFilterShape.parse({})
}

function answerOf(view: PlacedView): z.output<typeof viewShape> {
  const { viewId, name: called, place } = view
  return { viewId, name: called, place, filters: filtersOf(view), orders: null, more: false }
}

async function counted(parts: HttpParts, accountId: AccountId, views: readonly PlacedView[]) {
  const { endMs } = await dayOf(parts, accountId)
  const answers: z.output<typeof viewShape>[] = []
  for (const view of views) {
    const filter = { ...filtersOf(view), dayEndMs: endMs }
    const { orders, more } = await countRows(parts.deps.db, accountId, filter)
    answers.push({ ...answerOf(view), orders, more })
  }
  return answers
}
