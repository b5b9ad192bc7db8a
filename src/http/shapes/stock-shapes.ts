/** How stock looks in the API. */
import { z } from '@hono/zod-openapi'
import { driftText } from '../../core/inventory/drift.ts'
import type { StockSum } from '../../core/inventory/figure.ts'
import type { StockAudit } from '../../operations/stock/start-audit.ts'
import type { StockFigure, StockHistoryLine } from '../../store/read/stock.ts'
import { isoOf, time } from './answers.ts'

const whole = z.number().int()

const sumShape = z
  .object({
    parts: z.array(
      z.object({
        variantGid: z.string(),
        available: whole,
        reserved: whole,
        units: whole,
        allows: whole,
      }),
    ),
    percent: whole,
    buffer: whole,
    cap: whole.nullable(),
    floor: whole,
    result: whole,
  })
  .openapi('StockSum')

export const figureShape = z
  .object({
    amazonSku: z.string(),
    marketplaceId: z.string(),
    title: z.string().nullable(),
    fulfilledBy: z.enum(['MERCHANT', 'AMAZON']).nullable(),
    amazon: whole.nullable(),
    amazonAt: time.nullable(),
    figure: whole.nullable(),
    unknown: z.string().nullable(),
    sum: sumShape.nullable(),
    cause: z.string().nullable(),
    decidedAt: time.nullable(),
    waitingSince: time.nullable(),
    sent: whole.nullable(),
    sentAt: time.nullable(),
    isOpen: z.boolean(),
    refusedText: z.string().nullable(),
    refusedAt: time.nullable(),
    holdCode: z.string().nullable(),
    heldSince: time.nullable(),
  })
  .openapi('StockFigure')

export function figureAnswer(figure: StockFigure) {
  const { amazonAtMs, decidedAtMs, waitingSinceMs, sentAtMs, ...others } = figure
  const { refusedAtMs, heldSinceMs, sum, ...rest } = others
  return {
    ...rest,
    sum: sumAnswer(sum),
    amazonAt: isoOf(amazonAtMs),
    decidedAt: isoOf(decidedAtMs),
    waitingSince: isoOf(waitingSinceMs),
    sentAt: isoOf(sentAtMs),
    refusedAt: isoOf(refusedAtMs),
    heldSince: isoOf(heldSinceMs),
  }
}

export const historyShape = z
  .object({
    at: time,
    marketplaceId: z.string().nullable(),
    what: z.string(),
    by: z.string(),
    from: whole.nullable(),
    to: whole.nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('StockHistoryLine')

export function historyAnswer({ atMs, detail, ...line }: StockHistoryLine) {
  return { ...line, at: isoOf(atMs), detail: { ...detail } }
}

export const countsShape = z
  .object({
    skus: whole,
    differing: whole,
    toZero: whole,
    big: whole,
    waiting: whole,
    unknown: whole,
    refused: whole,
  })
  .openapi('StockCounts')

const driftShape = z
  .object({
    amazonSku: z.string(),
    marketplaceId: z.string(),
    amazon: whole,
    formula: whole,
    sum: sumShape,
    cause: z.string(),
    causeText: z.string(),
  })
  .openapi('StockDrift')

export const auditShape = z
  .object({
    auditNo: whole,
    at: time,
    doneAt: time.nullable(),
    askedBy: z.string(),
    skus: whole,
    unknown: whole,
    drifts: whole,
    found: z.array(driftShape),
  })
  .openapi('StockAudit')

export function auditAnswer(audit: StockAudit) {
  const { atMs, doneAtMs, afterSku: _afterSku, found, ...rest } = audit
  const drifts = found.map(({ sum, ...drift }) => ({
    ...drift,
    sum: { ...sum, parts: [...sum.parts] },
    causeText: driftText(drift.cause),
  }))
  return { ...rest, found: drifts, at: isoOf(atMs), doneAt: isoOf(doneAtMs) }
}

function sumAnswer(sum: StockSum | null) {
  return sum === null ? null : { ...sum, parts: [...sum.parts] }
}
