/** Login with Amazon: who gets a token, what the refusals look like, and how long a token lasts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon, readAnswer, tokenFields } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon()
})
afterEach(() => amazon.close())

const participations = '/sellers/v1/marketplaceParticipations'

async function call(path: string, token?: string) {
  const headers: Record<string, string> = token === undefined ? {} : { 'x-amz-access-token': token }
  return readAnswer(await fetch(amazon.url + path, { headers }))
}

describe('Login with Amazon', () => {
  it('gives a bearer token of one hour for a refresh token', async () => {
    const { status, body } = await amazon.login(tokenFields(amazon.simulator, 'seller'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    expect(body.access_token).toMatch(/^Atza\|/)
    expect(body.refresh_token).toBe(amazon.simulator.credentials.refreshToken)
  })

  it('takes the form as JSON too', async () => {
    const answer = await fetch(`${amazon.url}/auth/o2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(tokenFields(amazon.simulator, 'seller')),
    })
    expect(answer.status).toBe(200)
  })

  it('answers a wrong secret with 401 and the error of an unknown client', async () => {
    const fields = tokenFields(amazon.simulator, 'seller')
    const { status, body } = await amazon.login({ ...fields, client_secret: 'wrong' })
    expect(status).toBe(401)
    expect(body).toEqual({
      error: 'invalid_client',
      error_description: 'Client authentication failed',
    })
  })

  it.each([
    [{ refresh_token: 'Atzr|other' }, 'invalid_grant'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: 'client_credentials', scope: 'everything' }, 'invalid_scope'],
  ])('refuses %o as %s', async (change, error) => {
    const fields = tokenFields(amazon.simulator, 'seller')
    const { status, body } = await amazon.login({ ...fields, ...change })
    expect({ status, error: body.error }).toEqual({ status: 400, error })
  })

  it('refuses a form without a grant type', async () => {
    const { status, body } = await amazon.login({ client_id: 'x', client_secret: 'y' })
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_request' })
  })

  it('refuses the refresh token once the seller took the authorization back', async () => {
    const token = await amazon.token('seller')
    amazon.simulator.control.changeSettings({ authorizationRevoked: true })
    const { status, body } = await amazon.login(tokenFields(amazon.simulator, 'seller'))
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' })
    expect((await call(participations, token)).status).toBe(403)
  })
})

describe('an access token', () => {
  it('opens the API for an hour of world time and not longer', async () => {
    const token = await amazon.token('seller')
    await amazon.simulator.control.advance(3_599_000)
    expect((await call(participations, token)).status).toBe(200)
    await amazon.simulator.control.advance(1000)
    const answer = await call(participations, token)
    expect(answer.status).toBe(403)
    expect(firstError(answer.body)).toEqual({
      code: 'Unauthorized',
      message: 'Access to requested resource is denied.',
      details: 'The access token you provided has expired.',
    })
  })

  it.each([
    [undefined, /missing/],
    ['Atza|invented', /revoked, malformed or invalid/],
  ])('%s is answered with 403, and with a request id but no rate', async (token, details) => {
    const answer = await call(participations, token)
    expect(answer.status).toBe(403)
    expect(firstError(answer.body).details).toMatch(details)
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('x-amzn-ratelimit-limit')).toBeNull()
  })

  it('of the seller does not open grantless operations, nor the other way round', async () => {
    const seller = await call('/notifications/v1/destinations', await amazon.token('seller'))
    const grantless = await call(participations, await amazon.token('grantless'))
    expect([seller.status, grantless.status]).toEqual([403, 403])
  })
})
