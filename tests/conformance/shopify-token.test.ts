/** The door of the simulated shop: tokens, versions, and the words for who may not come in. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, credentials, graphqlPath, openShopify } from './shopify-host.ts'

afterAll(closeShopify)

const shopName = { query: '{ shop { name } }' }

describe('client credentials', () => {
  test('give a token for 24 hours, as JSON and as a form', async () => {
    const host = await openShopify()
    const answer = await host.post('/admin/oauth/access_token', credentials(host.simulator))
    expect(answer).toMatchObject({ status: 200, body: { expires_in: 86_399 } })
    const scope = String((answer.body as { scope: string }).scope)
    expect(scope.split(',')).toContain('write_orders')
    expect(scope.split(',')).not.toContain('read_orders') // the write scope includes it
    const form = await fetch(`${host.url}/admin/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams(credentials(host.simulator)),
    })
    expect(form.status).toBe(200)
  })

  test('are refused by name when the secret is wrong or the app is not installed', async () => {
    const host = await openShopify()
    const wrong = { ...credentials(host.simulator), client_secret: 'guess' }
    expect(await host.post('/admin/oauth/access_token', wrong)).toMatchObject({
      status: 400,
      body: { error: 'invalid_client' },
    })
    host.simulator.control.uninstall()
    expect(await host.post('/admin/oauth/access_token', credentials(host.simulator))).toMatchObject(
      { status: 400, body: { error: 'app_not_installed' } },
    )
  })

  test('a token ends after a day and with the installation', async () => {
    const host = await openShopify()
    const headers = { 'x-shopify-access-token': await host.token() }
    await host.advance(86_398_000)
    expect((await host.post(graphqlPath, shopName, headers)).status).toBe(200)
    await host.advance(2000)
    expect(await host.post(graphqlPath, shopName, headers)).toMatchObject({
      status: 401,
      body: { errors: expect.stringContaining('Invalid API key or access token') },
    })
  })
})

describe('the GraphQL address', () => {
  test('answers with the version that served and an id for every request', async () => {
    const host = await openShopify()
    const headers = { 'x-shopify-access-token': await host.token() }
    const now = await host.post(graphqlPath, shopName, headers)
    expect(now.headers.get('x-shopify-api-version')).toBe('2026-10')
    expect(now.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const old = await host.post('/admin/api/2024-01/graphql.json', shopName, headers)
    expect(old.headers.get('x-shopify-api-version')).toBe('2026-01') // falls forward
    const unknown = await host.post('/admin/api/2031-01/graphql.json', shopName, headers)
    expect(unknown).toMatchObject({ status: 404, body: { errors: 'Not Found' } })
  })

  test('says what it does not simulate instead of pretending', async () => {
    const host = await openShopify()
    const headers = { 'x-shopify-access-token': await host.token() }
    const rest = await fetch(`${host.url}/admin/api/2026-10/orders.json`, { headers })
    expect(rest.status).toBe(501)
  })

  test.each([
    ['frozen', 402],
    ['forbidden', 403],
    ['locked', 423],
    ['rejected', 430],
  ] as const)('a %s shop answers %i', async (status, code) => {
    const host = await openShopify()
    const headers = { 'x-shopify-access-token': await host.token() }
    host.simulator.control.setShopStatus({ status })
    expect((await host.post(graphqlPath, shopName, headers)).status).toBe(code)
  })

  test('a body without a query is a bad request', async () => {
    const host = await openShopify()
    const headers = { 'x-shopify-access-token': await host.token() }
    expect(await host.post(graphqlPath, {}, headers)).toMatchObject({
      status: 400,
      body: { errors: { query: 'Required parameter missing or invalid' } },
    })
  })
})
