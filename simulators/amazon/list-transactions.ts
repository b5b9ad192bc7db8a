/**
 * Finances 2024-06-19 listTransactions (model of 2026-08-05): filters, tokens, and the lag: financial events "might not
 * include orders from the last 48 hours". Merchant orders of the US store are there only without `marketplaceId`. Pages
 * may be empty and still have a token.
 */
import { z } from 'zod'
import { invalidInput } from './answers.ts'
import type { PostedTransaction } from './finance.ts'
import { timeOf } from './list-query.ts'
import type { Call, Operation } from './operation.ts'
import { transactionOnTheWire, transactionStatus } from './transaction-shape.ts'

export const listTransactions: Operation = {
  name: 'listTransactions',
  method: 'GET',
  path: /^\/finances\/2024-06-19\/transactions$/,
  plan: { ratePerSecond: 0.5, burst: 10 },
  token: 'seller',
  run,
  ownFaults: ['half-page', 'stale-read'],
  refusal: () => invalidInput('Invalid Input', 'postedAfter'),
}

const pageSize = 50
const settleMs = 120_000
const longestMs = 180 * 86_400_000
const unitedStates = 'ATVPDKIKX0DER'
const statuses = ['DEFERRED', 'RELEASED', 'DEFERRED_RELEASED']

function run({ world, request, fault }: Call): unknown {
  const nowMs = world.clock.nowMs()
  const settings = world.settings()
  const { query } = request
  const asked = readQuery(query, nowMs)
  if (asked.orderId !== undefined) {
    // The book of an order that nobody has changed yet is opened by the look at it.
    const record = world.store.get(asked.orderId)
    if (record !== undefined) world.books.of(record)
  }
  const staleMs = fault?.fault === 'stale-read' ? (fault.delayMs ?? 3_600_000) : 0
  const seenUntilMs = nowMs - settings.financesLagMs - staleMs
  const rows = world.finance.posted().filter((posted) => {
    if (posted.postedMs > seenUntilMs || !isIn(posted, asked)) return false
    return asked.status === undefined || transactionStatus(posted, settings, nowMs) === asked.status
  })
  const offset = offsetOf(query)
  const page = fault?.fault === 'half-page' ? [] : rows.slice(offset, offset + pageSize)
  const next = offset + page.length
  const { sellerId } = world.login.credentials
  return {
    payload: {
      ...(next < rows.length ? { nextToken: encode({ asked: without(query), offset: next }) } : {}),
      transactions: page.map((one) => transactionOnTheWire(one, sellerId, settings, nowMs)),
    },
  }
}

type Asked = {
  readonly afterMs: number
  readonly beforeMs: number
  readonly orderId: string | undefined
  readonly isNothing: boolean
  readonly marketplaceId: string | undefined
  readonly status: string | undefined
}

function readQuery(query: URLSearchParams, nowMs: number): Asked {
  const name = query.get('relatedIdentifierName')
  const value = query.get('relatedIdentifierValue')
  if ((name === null) !== (value === null)) {
    throw invalidInput('relatedIdentifierName and relatedIdentifierValue go together.')
  }
  if (name !== null && name !== 'ORDER_ID' && name !== 'FINANCIAL_EVENT_GROUP_ID') {
    throw invalidInput(`relatedIdentifierName ${name} cannot be used as a filter.`)
  }
  const postedAfter = timeOf(query, 'postedAfter')
  if (postedAfter === undefined && name === null) throw invalidInput('postedAfter is required.')
  if (postedAfter !== undefined && postedAfter > nowMs - settleMs) {
    throw invalidInput('postedAfter must be more than two minutes before the request.')
  }
  const postedBefore = timeOf(query, 'postedBefore')
  if (postedBefore !== undefined && postedBefore > nowMs - settleMs) {
    throw invalidInput('postedBefore must be more than two minutes before the request.')
  }
  if (postedBefore !== undefined && postedBefore <= (postedAfter ?? 0)) {
    throw invalidInput('postedBefore must be later than postedAfter.')
  }
  const status = query.get('transactionStatus') ?? undefined
  if (status !== undefined && !statuses.includes(status)) {
    throw invalidInput('transactionStatus is not valid.')
  }
  const afterMs = postedAfter ?? 0
  const beforeMs = postedBefore ?? nowMs - settleMs
  return {
    afterMs,
    beforeMs,
    orderId: name === 'ORDER_ID' ? (value ?? undefined) : undefined,
    isNothing:
      name === 'FINANCIAL_EVENT_GROUP_ID' ||
      (postedAfter !== undefined && beforeMs - afterMs > longestMs),
    marketplaceId: query.get('marketplaceId') ?? undefined,
    status,
  }
}

function isIn(posted: PostedTransaction, asked: Asked): boolean {
  if (asked.isNothing) return false
  if (posted.postedMs < asked.afterMs || posted.postedMs >= asked.beforeMs) return false
  if (asked.orderId !== undefined && posted.orderId !== asked.orderId) return false
  if (asked.marketplaceId === undefined) return true
  if (asked.marketplaceId === unitedStates && posted.fulfilledBy !== 'AMAZON') return false
  return posted.marketplaceId === asked.marketplaceId
}

const tokenSchema = z.object({ asked: z.string(), offset: z.number() })

function offsetOf(query: URLSearchParams): number {
  const text = query.get('nextToken')
  if (text === null) return 0
  let token: z.infer<typeof tokenSchema>
  try {
    token = tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalidInput('nextToken is not valid.')
  }
  if (token.asked !== without(query)) {
    throw invalidInput('nextToken must come with the same arguments as before.')
  }
  return token.offset
}

function encode(token: z.infer<typeof tokenSchema>): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

/** The arguments without the token, in a fixed order. */
function without(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'nextToken')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')
}
