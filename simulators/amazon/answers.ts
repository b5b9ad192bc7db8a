/**
 * The Selling Partner API's error bodies and headers. Words and codes: models of 2026-08-05 and error texts quoted in
 * public threads (read 2026-11-22); where none is public the words are ours and only the shape and status count.
 */
import { type Answered, jsonAnswer } from '../kit/wire.ts'

export type ErrorBody = {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details?: string
}

/** Thrown by an operation to answer with an error. */
export class Refusal extends Error {
  readonly body: ErrorBody
  constructor(body: ErrorBody) {
    super(body.message)
    this.body = body
  }
}

export function invalidInput(message: string, details = ''): Refusal {
  return new Refusal({ status: 400, code: 'InvalidInput', message, details })
}

export function notFound(message: string): Refusal {
  return new Refusal({ status: 404, code: 'NotFound', message, details: '' })
}

export function conflict(message: string): Refusal {
  return new Refusal({ status: 409, code: 'Conflict', message, details: '' })
}

const denied = 'Access to requested resource is denied.'

/** 403 with the details that tell why: no token, an expired one, an unknown one, or no right. */
export function unauthorized(details: string): Refusal {
  return new Refusal({ status: 403, code: 'Unauthorized', message: denied, details })
}

export const accessDetails = {
  missing: 'Access token is missing in the request header.',
  expired: 'The access token you provided has expired.',
  invalid: 'The access token you provided is revoked, malformed or invalid.',
  noRight: '',
} as const

export const quotaExceeded: ErrorBody = {
  status: 429,
  code: 'QuotaExceeded',
  message: 'You exceeded your quota for the requested resource.',
  details: '',
}

export const serviceUnavailable: ErrorBody = {
  status: 503,
  code: 'ServiceUnavailable',
  message: 'Service is temporarily unavailable. Please try again later.',
  details: '',
}

export function notSimulated(what: string): Refusal {
  return new Refusal({
    status: 501,
    code: 'NotSimulated',
    message: `The simulator does not have ${what}.`,
  })
}

/** The answer of an error body. */
export function errorAnswer(body: ErrorBody): Answered {
  const { status, code, message, details } = body
  const error = { code, message, ...(details === undefined ? {} : { details }) }
  return jsonAnswer(status, { errors: [error] }, status === 403 ? deniedHeader : {})
}

const deniedHeader = { 'x-amzn-errortype': 'AccessDeniedException' }
