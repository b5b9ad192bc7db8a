import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttp } from '../../src/http/create-http.ts'
import { type ApiHost, startApi } from './api-host.ts'
import { becomeOwner, takeUpLink } from './browser.ts'

type Operation = { readonly security?: readonly Record<string, unknown>[] }
type Document = { readonly paths: Record<string, Record<string, Operation>> }

let api: ApiHost
let document: Document

beforeAll(async () => {
  api = await startApi()
  document = (await api.ask('GET', '/api/openapi.json', { as: 'nobody' })).json
})
afterAll(() => api.close())

function operations(): { method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, '306-1234567-7654321'),
      operation,
    })),
  )
}

function isOfPeopleAlone({ security }: Operation): boolean {
  return security?.length === 1 && 'session' in (security[0] ?? {})
}

const ofOwners = [
  'DELETE /api/keys/*',
  'DELETE /api/people/*',
  'DELETE /api/people/invitations/*',
  'DELETE /api/setup',
  'POST /api/connection/checks',
  'POST /api/connection/disconnect',
  'POST /api/keys',
  'POST /api/people/*/reset',
  'POST /api/people/*/sign-out',
  'POST /api/people/invitations',
  'POST /api/settings/preview',
  'POST /api/setup/checks',
  'POST /api/setup/connect',
  'PUT /api/lanes',
  'PUT /api/people/*',
  'PUT /api/settings',
  'PUT /api/setup/amazon',
  'PUT /api/setup/shopify',
]

/** What shows more than the lists do: buyers, money, and how we are connected. */
const readsOfOwners = ['/api/keys', '/api/setup']
const readsOfOperators = ['address', 'raw', 'refund-split'].map(
  (what) => `/api/orders/306-1234567-7654321/${what}`,
)

/** Told apart by the document itself: signing in, from our own pages alone. */
function isOpen({ security }: Operation): boolean {
  return security?.length === 0
}

describe('the routes of the API', () => {
  it('R-API-1: no write route is open: 401 without a key, 403 for a viewer', async () => {
    const writes = operations().filter(({ method }) => method !== 'GET')
    expect(writes.length).toBeGreaterThanOrEqual(11)
    for (const { method, path, operation } of writes) {
      if (isOpen(operation)) continue
      const where = `${method} ${path}`
      const open = await api.ask(method, path, { as: 'nobody', body: {} })
      expect([where, open.status]).toEqual([where, 401])
      if (operation.security?.some((way) => 'shopifySignature' in way)) continue
      const viewer = await api.ask(method, path, { as: 'viewer', body: {} })
      expect([where, viewer.status, viewer.json.code]).toEqual([where, 403, 'FORBIDDEN'])
    }
  })

  it('R-SIGN-8: what belongs to an owner is refused to an operator, and nothing else is', async () => {
    const refused: string[] = []
    for (const { method, path, operation } of operations()) {
      if (method === 'GET' || isOpen(operation) || isOfPeopleAlone(operation)) continue
      if (operation.security?.some((way) => 'shopifySignature' in way)) continue
      const answer = await api.ask(method, path, { as: 'operator', body: {} })
      expect([path, answer.status], path).not.toEqual([path, 500])
      if (answer.status === 403) refused.push(`${method} ${path.replace(/306-.*?(?=\/|$)/, '*')}`)
    }
    expect(refused.sort()).toEqual(ofOwners)
  })

  it.each([
    ['operator', readsOfOwners],
    ['viewer', [...readsOfOwners, ...readsOfOperators].sort()],
  ] as const)('R-SIGN-8, R-API-5: of all reads the role %s is refused these', async (as, paths) => {
    const refused: string[] = []
    for (const { method, path, operation } of operations()) {
      if (method !== 'GET' || isOpen(operation) || isOfPeopleAlone(operation)) continue
      // It would stay open.
      if (path === '/api/events') continue
      if ((await api.ask('GET', path, { as })).status === 403) refused.push(path)
    }
    expect(refused.sort()).toEqual(paths)
  })

  it('R-SIGN-8: somebody signed in as a viewer may change what is theirs, and nothing else', async () => {
    const asa = (await becomeOwner(api)).browser
    const wish = { email: 'vi@shop.example', role: 'viewer' }
    const { json } = await asa.ask('POST', '/api/people/invitations', wish)
    const [, token = ''] = json.link.split('#')
    const viewer = (await takeUpLink(api, token, { name: 'Vi Berg' })).browser
    for (const { method, path, operation } of operations()) {
      if (method === 'GET' || isOpen(operation) || /^.api.(me|sign-out)/.test(path)) continue
      if (operation.security?.some((way) => 'shopifySignature' in way)) continue
      const answer = await viewer.ask(method, path, {})
      expect([method, path, answer.json?.code]).toEqual([method, path, 'FORBIDDEN'])
    }
    const stranger = { origin: 'https://evil.example' }
    const other = await viewer.ask('PUT', '/api/me/preferences', {}, stranger)
    expect([other.status, other.json.code]).toEqual([403, 'CSRF_REFUSED'])
  })

  it('R-SIGN-6: what is open to all is taken from our own pages alone', async () => {
    const open = operations().filter(
      ({ method, operation }) => method !== 'GET' && isOpen(operation),
    )
    expect(open.map(({ path }) => path).sort()).toEqual([
      '/api/links/begin',
      '/api/links/finish',
      '/api/links/look',
      '/api/sign-in',
      '/api/sign-in/code',
    ])
    for (const { method, path } of open) {
      const answer = await api.ask(method, path, { as: 'nobody', body: {} })
      expect([path, answer.status, answer.json.code]).toEqual([path, 403, 'CSRF_REFUSED'])
    }
  })

  it('R-API-1: a wrong, a made-up and a revoked key open nothing', async () => {
    const real = api.keys.viewer
    const wrong = `${real.slice(0, -1)}${real.endsWith('0') ? '1' : '0'}`
    for (const token of [wrong, 'xdk_0000000000000000_00', 'x', `${real}0`]) {
      const answer = await api.ask('GET', '/api/orders', { as: { token } })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('R-API-1: every read below /api needs a key', async () => {
    const reads = operations().filter(({ method }) => method === 'GET')
    const open = reads.filter(({ operation }) => isOpen(operation)).map(({ path }) => path)
    expect(open.sort()).toEqual(['/api/session', '/healthz', '/readyz'])
    for (const { path } of reads.filter((read) => !open.includes(read.path))) {
      const answer = await api.ask('GET', path, { as: 'nobody' })
      expect([path, answer.status]).toEqual([path, 401])
    }
  })

  it('B70: stand in the OpenAPI document without exception', () => {
    expect(document).toMatchObject({ openapi: '3.1.0' })
    const http = createHttp(api.parts)
    const known = new Set(
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    )
    const unlisted = http.app.routes
      .filter((route) => !route.path.endsWith('*') && route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
      .filter((route) => !known.has(route))
    expect([...new Set(unlisted)].sort()).toEqual([
      'GET /api/openapi.json',
      'GET /docs/operating/problems/{page}',
      'GET /metrics',
    ])
  })

  it('R-API-2: send no CORS headers, whatever origin asks', async () => {
    const answer = await api.ask('GET', '/api/orders', {
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(200)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
  })
})
