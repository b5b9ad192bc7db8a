/** Answers outside GraphQL, shaped as the platform shapes them. */
import { jsonAnswer, type WireAnswer } from '../kit/wire.ts'
import type { ShopStatus } from './settings.ts'

const wrongToken = '[API] Invalid API key or access token (unrecognized login or wrong password)'

/** A failure with Shopify's `{"errors": …}` body. */
export function failure(status: number, errors: unknown, headers = {}): WireAnswer {
  return jsonAnswer(status, { errors }, headers)
}

export function unauthorized(): WireAnswer {
  return failure(401, wrongToken)
}

export function notFound(): WireAnswer {
  return failure(404, 'Not Found')
}

export function unavailable(): WireAnswer {
  return failure(503, 'Service Unavailable', { 'retry-after': '2.0' })
}

/** The door's own throttle, beside the query points. */
export function tooManyRequests(): WireAnswer {
  return failure(429, 'Too Many Requests', { 'retry-after': '2.0' })
}

export function notSimulated(what: string): WireAnswer {
  return jsonAnswer(501, { errors: `not simulated: ${what}` })
}

/** How a shop that is not open answers every call. */
export function closedShop(status: Exclude<ShopStatus, 'open'>): WireAnswer {
  switch (status) {
    case 'frozen':
      return failure(402, 'Unavailable Shop')
    case 'forbidden':
      return failure(403, 'Forbidden')
    case 'locked':
      return failure(423, 'Locked')
    case 'rejected':
      return failure(430, 'Shopify Security Rejection')
  }
}
