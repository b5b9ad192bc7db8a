/** Tokens: asked for once however many calls wait, shared, renewed when refused. */
import { describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import type { OutsideCall, TokenStore } from '../../src/core/ports.ts'
import { readOrder } from '../../src/platforms/shopify/read-orders.ts'
import { deadlines, json, type Reply, scriptedShop } from './shopify-scripted-wire.ts'

const gid = id('ShopifyOrderGid', 'gid://shopify/Order/900')
const credentials = {
  kind: 'client-credentials',
  clientId: 'app',
  clientSecret: 'app-secret',
} as const
const day = 86_400_000

describe('the token', () => {
  test('is asked for once although twenty calls need it', async () => {
    const shop = scriptedShop(grantingWire(), { credentials })
    await Promise.all(Array.from({ length: 20 }, () => readOrder(shop.client, gid, deadlines)))
    expect(tokenCalls(shop.calls)).toHaveLength(1)
    expect(shop.calls.at(-1)?.headers['x-shopify-access-token']).toBe('token-1')
  })

  test('is asked for by the client credentials grant, and the secret goes nowhere else', async () => {
    const shop = scriptedShop(grantingWire(), { credentials })
    await shop.client.ready()
    await readOrder(shop.client, gid, deadlines)
    const [asked, ...others] = shop.calls
    expect(asked?.url).toBe('https://shop.example/admin/oauth/access_token')
    expect(asked?.body).toBe('client_id=app&client_secret=app-secret&grant_type=client_credentials')
    expect(JSON.stringify(others)).not.toContain('app-secret')
    expect(others).toHaveLength(1)
  })

  test('is renewed before its day is over', async () => {
    const shop = scriptedShop(grantingWire(), { credentials })
    await shop.client.ready()
    shop.world.nowMs += day - 10 * 60_000
    await shop.client.ready()
    expect(tokenCalls(shop.calls)).toHaveLength(1)
    shop.world.nowMs += 8 * 60_000
    await shop.client.ready()
    expect(tokenCalls(shop.calls)).toHaveLength(2)
  })

  test('that Shopify refuses is renewed once, and the call made again', async () => {
    const shop = scriptedShop(grantingWire({ refused: ['token-1'] }), { credentials })
    await Promise.all(Array.from({ length: 5 }, () => readOrder(shop.client, gid, deadlines)))
    expect(tokenCalls(shop.calls)).toHaveLength(2)
  })

  test('that is refused again is an error, not a loop', async () => {
    const shop = scriptedShop(grantingWire({ refused: ['token-1', 'token-2'] }), { credentials })
    await expect(readOrder(shop.client, gid, deadlines)).rejects.toMatchObject({
      facts: { kind: 'unauthorized', code: 'HTTP_401' },
    })
    expect(shop.calls).toHaveLength(4)
  })

  test('of another process is used instead of asking', async () => {
    const kept = new Map([['shopify-admin', { token: 'shared', expiresAtMs: 1_000_000 + day }]])
    const shop = scriptedShop(grantingWire(), { credentials, tokens: storeOver(kept) })
    await readOrder(shop.client, gid, deadlines)
    expect(tokenCalls(shop.calls)).toHaveLength(0)
    expect(shop.calls[0]?.headers['x-shopify-access-token']).toBe('shared')
  })

  test('that the other process was refused is replaced for both', async () => {
    const kept = new Map([['shopify-admin', { token: 'stale', expiresAtMs: 1_000_000 + day }]])
    const wire = grantingWire({ refused: ['stale'] })
    const shop = scriptedShop(wire, { credentials, tokens: storeOver(kept) })
    await readOrder(shop.client, gid, deadlines)
    expect(kept.get('shopify-admin')?.token).toBe('token-1')
  })

  test.each([
    [400, '{"error":"invalid_client","error_description":"x"}', 'invalid_client'],
    [401, '<html>', 'TOKEN_REFUSED'],
    [403, '{"error":"Not one word"}', 'TOKEN_REFUSED'],
  ])('a grant refused with %i is told as unauthorized', async (status, text, code) => {
    const shop = scriptedShop(() => ({ status, text }), { credentials })
    await expect(shop.client.ready()).rejects.toMatchObject({
      facts: { kind: 'unauthorized', operation: 'token', code, status },
    })
  })

  test('a grant that nobody answers is unavailable, also before a write', async () => {
    const shop = scriptedShop(() => 'lost', { credentials })
    await expect(shop.client.ready()).rejects.toMatchObject({ facts: { kind: 'unavailable' } })
  })

  test('an old fixed token is sent as it is and cannot be renewed', async () => {
    const shop = scriptedShop(() => json({}, 401))
    await expect(readOrder(shop.client, gid, deadlines)).rejects.toMatchObject({
      facts: { kind: 'unauthorized', code: 'TOKEN_REFUSED' },
    })
    expect(shop.calls).toHaveLength(1)
  })
})

function grantingWire(options: { refused?: readonly string[] } = {}): (call: OutsideCall) => Reply {
  let granted = 0
  return (call) => {
    if (call.operation === 'token') {
      granted += 1
      return json({ access_token: `token-${granted}`, scope: 'read_orders', expires_in: 86_399 })
    }
    const token = call.headers['x-shopify-access-token'] ?? ''
    if (options.refused?.includes(token)) return json({ errors: 'Invalid token' }, 401)
    return json({ data: { order: null } })
  }
}

function tokenCalls(calls: readonly OutsideCall[]): OutsideCall[] {
  return calls.filter((call) => call.operation === 'token')
}

function storeOver(kept: Map<string, { token: string; expiresAtMs: number }>): TokenStore {
  return {
    get: async (kind) => kept.get(kind) ?? null,
    put: async (kind, token, expiresAtMs) => {
      kept.set(kind, { token, expiresAtMs })
    },
  }
}
