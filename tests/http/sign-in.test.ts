import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeOwnerLink } from '../../src/operations/people/links.ts'
import { totpCode } from '../../src/operations/people/totp.ts'
import { machineNowMs } from '../../src/store/pool.ts'
import { type ApiHost, startApi } from './api-host.ts'
import { becomeOwner, openBrowser, password, type SignedIn, takeUpLink } from './browser.ts'

let api: ApiHost
let owner: SignedIn
const email = 'asa@shop.example'

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

async function forgetTries(): Promise<void> {
  await sql`delete from sign_in_try`.execute(api.database.db)
}

describe('the first owner', () => {
  it('R-SIGN-1: comes by a link of 24 hours that opens once, and is kept as a hash', async () => {
    const link = await makeOwnerLink(api.deps)
    const token = link?.token ?? ''
    const { rows } = await sql<{ all: string; hours: number }>`
      select l::text as all, extract(epoch from expires_at - created_at) / 3600 as hours
      from person_link l
    `.execute(api.database.db)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(rows.some((row) => row.all.includes(token))).toBe(false)
    expect(Number(rows[0]?.hours)).toBeCloseTo(24, 3)

    owner = await takeUpLink(api, token, { name: 'Åsa Lind', email })
    const again = await openBrowser(api).ask('POST', '/api/links/look', { token })
    expect([again.status, again.json.code]).toEqual([409, 'LINK_UNUSABLE'])
    expect(await makeOwnerLink(api.deps)).toBeNull()
    const { json } = await owner.browser.ask('GET', '/api/session')
    expect(json).toMatchObject({ state: 'signed-in', person: { name: 'Åsa Lind', role: 'owner' } })
  })

  it('R-SIGN-2: a password is long and none that is tried first', async () => {
    const asked = { email: 'x@shop.example', role: 'viewer' }
    const { json } = await owner.browser.ask('POST', '/api/people/invitations', asked)
    const token = json.link.split('#')[1]
    const tries = [
      'short one',
      'Password2026!!',
      '123456789012',
      'qwertyuiop[]asdf',
      'Eva Storm eva!',
    ]
    for (const tried of tries) {
      const body = { token, name: 'Eva Storm', password: tried }
      const answer = await openBrowser(api).ask('POST', '/api/links/begin', body)
      expect([tried, answer.status]).toEqual([tried, 422])
    }
  })
})

describe('signing in', () => {
  it('R-SIGN-3: takes a password and then a code, each session with a token of its own', async () => {
    const browser = openBrowser(api)
    const first = await browser.ask('POST', '/api/sign-in', { email, password })
    expect(first.json).toEqual({ next: 'code' })
    expect((await browser.ask('GET', '/api/orders')).status).toBe(401)
    expect((await browser.ask('GET', '/api/session')).json.state).toBe('second-step')
    const planted = 'planted-by-somebody-else'
    const code = await owner.code()
    const cookie = `crossdock_step=${browser.cookies.get('crossdock_step')}; crossdock_session=${planted}`
    const second = await browser.ask('POST', '/api/sign-in/code', { code }, { cookie })
    expect(second.json.state).toBe('signed-in')
    expect(browser.cookies.get('crossdock_session')).toMatch(/^[\w-]{43}$/)
    const [set = ''] = second.headers.getSetCookie().filter((line) => line.includes('session='))
    expect(set).toMatch(/HttpOnly/i)
    expect(set).toMatch(/SameSite=Lax/i)

    const again = openBrowser(api)
    await again.ask('POST', '/api/sign-in', { email, password })
    const replayed = await again.ask('POST', '/api/sign-in/code', { code })
    expect([replayed.status, replayed.json.code]).toEqual([401, 'CODE_REFUSED'])
  })

  it('R-SIGN-3: behind https the cookies are Secure and bound to the host', async () => {
    const { app } = (await import('../../src/http/create-http.ts')).createHttp(api.parts)
    const answer = await app.request('http://crossdock.example/api/sign-in', {
      method: 'POST',
      headers: {
        host: 'crossdock.example',
        origin: 'https://crossdock.example',
        'x-crossdock': 'console',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ email, password }),
    })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-crossdock_step=.*Secure/)
  })

  it('R-SIGN-4: a recovery code opens once', async () => {
    const [recoveryCode = ''] = owner.recoveryCodes
    const use = async () => {
      const browser = openBrowser(api)
      await browser.ask('POST', '/api/sign-in', { email, password })
      return browser.ask('POST', '/api/sign-in/code', { recoveryCode: recoveryCode.toLowerCase() })
    }
    expect((await use()).status).toBe(200)
    expect((await use()).json.code).toBe('CODE_REFUSED')
  })

  it('R-SIGN-5: tries are counted for the address, the code and the step, whoever asks', async () => {
    const wrong = { email, password: 'not the right one' }
    const unknown = { email: 'nobody@shop.example', password: 'not the right one' }
    const both = [wrong, unknown].map((body) => openBrowser(api).ask('POST', '/api/sign-in', body))
    const [one, other] = await Promise.all(both)
    expect([one?.json.detail, one?.status]).toEqual([other?.json.detail, 401])
    const many = await Promise.all(
      Array.from({ length: 12 }, () => openBrowser(api).ask('POST', '/api/sign-in', wrong)),
    )
    const refused = many.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(3)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(60)
    await forgetTries()

    const browser = openBrowser(api)
    await browser.ask('POST', '/api/sign-in', { email, password })
    const codes: unknown[] = []
    for (let tried = 0; tried < 6; tried += 1) {
      codes.push((await browser.ask('POST', '/api/sign-in/code', { code: '000000' })).json.code)
    }
    expect(codes).toEqual([...Array(5).fill('CODE_REFUSED'), 'STEP_OVER'])
    await forgetTries()
  })
})

describe('a session', () => {
  it('R-SIGN-6: changes nothing for another site: no header, no origin, or another origin', async () => {
    const body = { language: 'sv' }
    const bad = [
      { 'x-crossdock': '' },
      { origin: '' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of bad) {
      const answer = await owner.browser.ask('PUT', '/api/me/preferences', body, headers)
      expect([headers, answer.status, answer.json.code]).toEqual([headers, 403, 'CSRF_REFUSED'])
      const open = await openBrowser(api).ask('POST', '/api/sign-in', { email, password }, headers)
      expect(open.json.code).toBe('CSRF_REFUSED')
    }
    expect((await owner.browser.ask('PUT', '/api/me/preferences', body)).status).toBe(200)
  })

  it('R-SIGN-7: is listed, and ended one by one, everywhere, or when nobody used it', async () => {
    const { json } = await owner.browser.ask('GET', '/api/me/sessions')
    expect(json.sessions).toHaveLength(3)
    const [other] = json.sessions.filter((one: { current: boolean }) => !one.current)
    await owner.browser.ask('DELETE', `/api/me/sessions/${other.sessionId}`)
    const left = await owner.browser.ask('GET', '/api/me/sessions')
    expect(left.json.sessions).toHaveLength(2)
    await sql`update person_session set last_seen_at = machine_now() - interval '25 hours'
      where session_id <> ${json.sessions.find((one: { current: boolean }) => one.current).sessionId}
    `.execute(api.database.db)
    expect((await owner.browser.ask('GET', '/api/me/sessions')).json.sessions).toHaveLength(1)
  })

  it('R-SIGN-8: names the person in the audit, with the role that an owner gave', async () => {
    const asked = { email: 'bo@shop.example', role: 'operator' }
    const invited = await owner.browser.ask('POST', '/api/people/invitations', asked)
    const token = invited.json.link.split('#')[1]
    const bo = await takeUpLink(api, token, { name: 'Bo Ek' })
    const orderId = await api.store({ outcome: { outcome: 'held', reason: 'SKU_UNMAPPED' } })
    expect((await bo.browser.ask('POST', `/api/orders/${orderId}/export`, {})).status).toBe(202)
    const settings = await bo.browser.ask('PUT', '/api/settings', { import: { on: false } })
    expect([settings.status, settings.json.code]).toEqual([403, 'FORBIDDEN'])
    const { rows } = await sql<{ actor: string }>`
      select actor from audit where action = 'export' and subject = ${orderId}
    `.execute(api.database.db)
    expect(rows).toEqual([{ actor: 'person:Bo Ek' }])

    const people = (await owner.browser.ask('GET', '/api/people')).json.people
    const { personId } = people.find((one: { name: string }) => one.name === 'Bo Ek')
    const mine = people.find((one: { name: string }) => one.name === 'Åsa Lind').personId
    const last = await owner.browser.ask('DELETE', `/api/people/${mine}`)
    expect(last.json.code).toBe('LAST_OWNER')
    expect((await owner.browser.ask('DELETE', `/api/people/${personId}`)).status).toBe(204)
    expect((await bo.browser.ask('GET', '/api/orders')).status).toBe(401)
  })

  it('R-SIGN-9: after a reset the old password, code and sessions open nothing', async () => {
    const people = (await owner.browser.ask('GET', '/api/people')).json.people
    const { personId } = people.find((one: { name: string }) => one.name === 'Åsa Lind')
    const reset = await owner.browser.ask('POST', `/api/people/${personId}/reset`, {})
    const fresh = await takeUpLink(api, reset.json.link.split('#')[1], {})
    expect((await owner.browser.ask('GET', '/api/orders')).status).toBe(401)
    expect((await fresh.browser.ask('GET', '/api/orders')).status).toBe(200)
    await fresh.browser.ask('POST', '/api/sign-out/everywhere')
    expect((await fresh.browser.ask('GET', '/api/orders')).status).toBe(401)
  })
})

describe('another authenticator app', () => {
  it('R-SIGN-10: takes the password and both apps, and ends the other sessions', async () => {
    const own = await startApi()
    const { browser, code } = await becomeOwner(own)
    const wrong = { password: 'not it at all', code: await code() }
    const refused = await browser.ask('POST', '/api/me/second-factor', wrong)
    expect([refused.status, refused.json.code]).toEqual([401, 'SIGN_IN_REFUSED'])
    const begun = await browser.ask('POST', '/api/me/second-factor', {
      ...{ password, code: await code() },
    })
    expect(begun.json.otpauth).toContain(`secret=${begun.json.secret}`)
    const path = '/api/me/second-factor/finish'
    expect((await browser.ask('POST', path, { code: '000000' })).json.code).toBe('CODE_REFUSED')
    const step = Math.floor((await machineNowMs(own.database.db)) / 30_000)
    const fresh = totpCode(begun.json.secret, step)
    expect((await browser.ask('POST', path, { code: fresh })).status).toBe(204)
    expect((await browser.ask('POST', path, { code: fresh })).json.code).toBe('STEP_OVER')
    const { json } = await own.ask('GET', '/api/activity?action=change-second-factor')
    expect(json.rows).toHaveLength(1)
    await own.close()
  })
})
