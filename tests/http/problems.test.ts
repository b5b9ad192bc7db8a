import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdTexts } from '../../src/core/orders/hold-texts.ts'
import { problems } from '../../src/http/problems.ts'
import { problemPage } from '../../src/operations/problem-page.ts'
import { type ApiHost, startApi } from './api-host.ts'

const root = path.join(import.meta.dirname, '../..')

/** Every code that an operation or a route throws, read from the sources. */
function thrownCodes(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(path.join(root, folder, name), 'utf8')
      return [...text.matchAll(/new (?:OperationError|HttpProblem)\(\s*'([A-Z_]+)'/g)]
    })
    .map(([, code = '']) => code)
}

describe('problems', () => {
  it('R-API-4: every code has a status, a title and a page', () => {
    const codes = new Set([...thrownCodes('src/operations'), ...thrownCodes('src/http')])
    expect(codes.size).toBeGreaterThan(25)
    for (const code of codes) {
      expect(problems, code).toHaveProperty(code)
    }
    const paged = [...codes, ...Object.keys(problems), ...thrownCodes('src/cli')]
    const without = paged.filter((code) => !existsSync(path.join(root, problemPage(code))))
    expect([...new Set(without)]).toEqual([])
  })

  it('B88: every hold has a page with something to do', () => {
    for (const code of Object.keys(holdTexts)) {
      const page = path.join(root, problemPage(code))
      expect(existsSync(page), code).toBe(true)
      expect(readFileSync(page, 'utf8').length, code).toBeGreaterThan(200)
    }
  })
})

describe('a problem as the API answers it', () => {
  let api: ApiHost
  beforeAll(async () => {
    api = await startApi()
  })
  afterAll(() => api.close())

  it('R-API-4: is problem+json whose type leads to a page that is served, and whose instance is the request', async () => {
    const answer = await api.ask('GET', '/api/orders/999-9999999-9999999')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.json).toMatchObject({
      type: '/docs/operating/problems/order-not-found.md',
      status: 404,
      code: 'ORDER_NOT_FOUND',
      instance: `urn:uuid:${answer.headers.get('x-request-id')}`,
    })
    const page = await api.ask('GET', answer.json.type, { as: 'nobody' })
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/^# /)
    const outside = await api.ask('GET', '/docs/operating/problems/..%2f..%2f..%2fpackage.md')
    expect(outside.status).toBe(404)
  })

  it('R-API-4: a body that is not as described names paths and rules, never values', async () => {
    const body = { amazonSku: 'A', components: [{ variant: 'MUG', quantity: 'Kanarie' }] }
    const answer = await api.ask('POST', '/api/mappings', { as: 'operator', body })
    expect([answer.status, answer.json.code]).toEqual([400, 'REQUEST_UNSOUND'])
    expect(answer.json.issues).toEqual([{ path: 'components.0.quantity', code: 'invalid_type' }])
    expect(answer.text).not.toContain('Kanarie')
  })

  it('a body that is no JSON is refused as such', async () => {
    const headers = { 'content-type': 'application/json' }
    for (const path of ['/api/mappings', '/api/orders/306-1234567-7654321/export']) {
      const answer = await api.ask('POST', path, { as: 'operator', text: '{"a', headers })
      expect([answer.status, answer.json.code]).toEqual([400, 'REQUEST_UNSOUND'])
    }
  })

  it('a body that is too large is refused as such', async () => {
    const body = { amazonSku: 'x'.repeat(400_000), components: [] }
    const answer = await api.ask('POST', '/api/mappings', { as: 'operator', body })
    expect([answer.status, answer.json.code]).toEqual([413, 'BODY_TOO_LARGE'])
  })

  it('R-API-4: an unexpected error never shows its text', async () => {
    await sql`alter table sku_mapping rename to kanarie`.execute(api.database.db)
    const answer = await api.ask('GET', '/api/mappings')
    await sql`alter table kanarie rename to sku_mapping`.execute(api.database.db)
    expect([answer.status, answer.json.code]).toEqual([500, 'INTERNAL'])
    expect(answer.text).not.toMatch(/kanarie|sku_mapping|relation/)
    const { fields } = api.logged.at(-1) ?? {}
    expect(fields).toMatchObject({ code: '42P01', requestId: answer.headers.get('x-request-id') })
  })

  it('an address that does not exist is a problem too', async () => {
    const answer = await api.ask('GET', '/api/nothing')
    expect([answer.status, answer.json.code]).toEqual([404, 'ROUTE_NOT_FOUND'])
  })
})
