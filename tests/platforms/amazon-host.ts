/** A scripted Amazon on loopback with a client before it: tokens are given, the rest is the test's. */
import { expect } from 'vitest'
import { PlatformError } from '../../src/core/platform-error.ts'
import type { AmazonClientParts } from '../../src/platforms/amazon/client.ts'
import { type Asked, openClient, openHost, type Told } from './loopback.ts'

/** `api` answers everything but tokens; `calls` lists what it was asked. */
export async function openAmazon(
  api: (asked: Asked) => Told | Promise<Told>,
  more: Partial<AmazonClientParts> = {},
) {
  let tokens = 0
  const host = await openHost((asked) => {
    if (asked.path !== '/auth/o2/token') return api(asked)
    tokens += 1
    return { status: 200, json: { access_token: `token-${tokens}`, expires_in: 3600 } }
  })
  const client = openClient(host.url, more)
  return {
    amazon: client.amazon,
    url: host.url,
    limits: client.limits,
    calls: () => host.asked.filter(({ path }) => path !== '/auth/o2/token'),
    close() {
      client.close()
      host.close()
    },
  }
}

export function refusal(status: number, code: string, message = '', details = ''): Told {
  return { status, json: { errors: [{ code, message, details }] } }
}

export async function failure(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(PlatformError)
  return error as PlatformError
}
