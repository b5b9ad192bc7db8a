/** /api/orders/{orderId}/refund-split: what is left of each part, what a division would send, and the yes to it. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { judgeSettings } from '../../config/settings-door.ts'
import type { AccountId } from '../../core/ids.ts'
import { id } from '../../core/ids.ts'
import type { AmazonOrder } from '../../core/orders/amazon-order.ts'
import { type RefundLine, sentComponents } from '../../core/refunds/components.ts'
import { readSettings } from '../../operations/connection/change-settings.ts'
import {
  type OpenSplit,
  openSplit,
  previewSplit,
  SplitUnsound,
  splitRefund,
} from '../../operations/life/split-refund.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { HttpProblem } from '../problem.ts'
import { requireKey } from '../require-key.ts'
import { bearer, isoOf, json, jsonBody, moneyShape, refusals, time } from '../shapes/answers.ts'
import { moneyAnswer } from '../shapes/order-shapes.ts'
import { orderIdParam } from './orders.ts'

const subject = z.string().max(300).optional()
const component = z.enum(sentComponents)
const linesShape = z
  .array(
    z.strictObject({
      itemId: z.string().max(60),
      component,
      amountMinor: z.number().int().nonnegative(),
    }),
  )
  .max(200)

const rowShape = z.object({
  itemId: z.string(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  component,
  charged: moneyShape,
  refundedHere: moneyShape,
  refundedAmazon: moneyShape,
  left: moneyShape,
  leftMinor: z.number().int(),
  suggested: moneyShape,
  suggestedMinor: z.number().int(),
})

const issueShape = z.object({
  code: z.enum(['OVER_LEFT', 'OVER_ASKED', 'UNKNOWN_PART', 'TWICE', 'NOTHING']),
  itemId: z.string().nullable(),
  component: component.nullable(),
  left: moneyShape.nullable(),
})

const operator = (parts: HttpParts) => ({
  security: bearer,
  middleware: requireKey(parts.deps, 'operator'),
})

const path = '/api/orders/{orderId}/refund-split'

const openRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path,
    summary: 'What is left of each item and part, for a refund that waits to be divided',
    ...operator(parts),
    request: { params: orderIdParam, query: z.strictObject({ subject }) },
    responses: {
      200: json(
        z
          .object({
            orderId: z.string(),
            subject: z.string(),
            code: z.string(),
            lane: z.enum(['watch', 'live']),
            asked: moneyShape,
            askedMinor: z.number().int(),
            left: moneyShape,
            readAt: z.object({
              amazon: time.nullable(),
              finances: time.nullable(),
              shopify: time.nullable(),
            }),
            unclear: z.array(z.string()),
            rows: z.array(rowShape),
          })
          .openapi('RefundSplit'),
        'The books of the refund',
      ),
      ...refusals,
    },
  })

const previewRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path: `${path}/preview`,
    summary: 'What these amounts would send to Amazon; nothing is changed',
    ...operator(parts),
    request: {
      params: orderIdParam,
      body: jsonBody(z.strictObject({ subject, lines: linesShape })),
    },
    responses: {
      200: json(
        z.object({
          sound: z.boolean(),
          total: moneyShape,
          asked: moneyShape,
          rest: moneyShape.openapi({ description: 'The buyer does not get this from Amazon' }),
          issues: z.array(issueShape),
          message: z.array(
            z.object({
              itemId: z.string(),
              sku: z.string().nullable(),
              title: z.string().nullable(),
              reason: z.string(),
              components: z.array(z.object({ component, amount: moneyShape })),
            }),
          ),
          effect: z.string(),
        }),
        'Judged as it would be sent',
      ),
      ...refusals,
    },
  })

const splitRoute = (parts: HttpParts) =>
  createRoute({
    method: 'post',
    path,
    summary: 'Send the refund as it is divided here',
    ...operator(parts),
    request: {
      params: orderIdParam,
      body: jsonBody(z.strictObject({ subject, lines: linesShape, confirm: z.boolean() })),
    },
    responses: {
      202: json(
        z.object({ orderId: z.string(), inputId: z.string(), isNew: z.boolean() }),
        'Taken; the order looks again',
      ),
      ...refusals,
    },
  })

export function addRefundSplitRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { deps } = parts
  const policyOf = (accountId: AccountId) => lifePolicyOf(parts, accountId)
  app.openapi(openRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { orderId } = context.req.valid('param')
    const request = { accountId, orderId, subject: context.req.valid('query').subject ?? null }
    const policy = await policyOf(accountId)
    return context.json(
      bookAnswer(await openSplit(deps, context.get('actor'), request, policy)),
      200,
    )
  })
  app.openapi(previewRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { orderId } = context.req.valid('param')
    const body = context.req.valid('json')
    const request = { accountId, orderId, subject: body.subject ?? null }
    const open = await openSplit(deps, context.get('actor'), request, await policyOf(accountId))
    return context.json(previewAnswer(open, linesOf(body.lines)), 200)
  })
  app.openapi(splitRoute(parts), async (context) => {
    const accountId = context.get('accountId')
    const { orderId } = context.req.valid('param')
    const { confirm, ...body } = context.req.valid('json')
    const lines = linesOf(body.lines)
    const request = { accountId, orderId, subject: body.subject ?? null, lines, confirm }
    const policy = await policyOf(accountId)
    try {
      return context.json(await splitRefund(deps, context.get('actor'), request, policy), 202)
    } catch (error) {
      throw error instanceof SplitUnsound ? unsound(error) : error
    }
  })
}

async function lifePolicyOf(parts: HttpParts, accountId: AccountId) {
  const reader = { kind: 'crossdock', doing: 'connect' } as const
  return parts.lifePolicyOf(await readSettings(parts.deps, reader, accountId, judgeSettings))
}

type Lines = z.output<typeof linesShape>

function linesOf(lines: Lines): RefundLine[] {
  return lines.map(({ itemId, ...line }) => ({ ...line, itemId: id('AmazonItemId', itemId) }))
}

function unsound(error: SplitUnsound): HttpProblem {
  const issues = error.issues.map(({ code, at }) => ({
    ...{ path: at === null ? 'lines' : `lines.${at}`, code },
  }))
  return new HttpProblem('REFUND_SPLIT_UNSOUND', error.message, error.fix, issues)
}

function nameOf(order: AmazonOrder, itemId: string) {
  const item = order.items.find((one) => one.itemId === itemId)
  return { itemId, sku: item?.sku ?? null, title: item?.title ?? null }
}

function bookAnswer({ orderId, subject: about, code, context, book, financesAsOfMs }: OpenSplit) {
  const { order, ledger, policy, amazonAsOfMs, shopAsOfMs } = context
  const money = (amountMinor: number) => moneyAnswer({ amountMinor, currency: book.currency })
  return {
    ...{ orderId, subject: about, code, lane: policy.refund.lane },
    ...{ asked: money(book.askedMinor), askedMinor: book.askedMinor },
    left: money(book.rows.reduce((all, { leftMinor }) => all + leftMinor, 0)),
    readAt: {
      amazon: amazonAsOfMs === 0 ? null : isoOf(amazonAsOfMs),
      finances: isoOf(financesAsOfMs),
      shopify: isoOf(shopAsOfMs),
    },
    unclear: [...ledger.unclear],
    rows: book.rows.map((row) => ({
      ...nameOf(order, row.itemId),
      ...{ component: row.component, charged: money(row.chargedMinor) },
      ...{ refundedHere: money(row.oursMinor), refundedAmazon: money(row.theirsMinor) },
      ...{ left: money(row.leftMinor), leftMinor: row.leftMinor },
      ...{ suggested: money(row.suggestedMinor), suggestedMinor: row.suggestedMinor },
    })),
  }
}

function previewAnswer(open: OpenSplit, lines: readonly RefundLine[]) {
  const { book, context } = open
  const { totalMinor, issues, message, effect } = previewSplit(open, lines)
  const money = (amountMinor: number) => moneyAnswer({ amountMinor, currency: book.currency })
  return {
    ...{ sound: issues.length === 0, total: money(totalMinor), asked: money(book.askedMinor) },
    rest: money(book.askedMinor - totalMinor),
    issues: issues.map(({ code, at, leftMinor }) => {
      const line = at === null ? undefined : lines[at]
      const named = sentComponents.find((one) => one === line?.component) ?? null
      const left = leftMinor === null ? null : money(leftMinor)
      return { code, itemId: line?.itemId ?? null, component: named, left }
    }),
    message: message.map(({ itemId, reason, components }) => ({
      ...nameOf(context.order, itemId),
      reason,
      components: components.map(({ type, amount }) => ({
        ...{ component: type, amount: moneyAnswer(amount) },
      })),
    })),
    effect,
  }
}
