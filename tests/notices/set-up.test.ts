/** Setting the notices up: strict settings, sealed secrets, a test of each way. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSecrets } from '../../src/config/secrets.ts'
import { judgeSettings } from '../../src/config/settings-door.ts'
import { credentialAad } from '../../src/main/account.ts'
import { storeNoticeSecret } from '../../src/operations/notices/store-secret.ts'
import { type ApiHost, accountId, owner, startApi } from '../http/api-host.ts'
import { findWords, wholeDatabase } from '../support/canary.ts'

let api: ApiHost
const secrets = createSecrets([randomBytes(32)])
const password = 'Mittsommernachtstraum'
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

function store(channel: 'mail' | 'chat' | 'webhook', plain: string) {
  return storeNoticeSecret(api.deps, owner, { accountId, channel, plain }, (name, text) =>
    secrets.seal(text, credentialAad(accountId, name)),
  )
}

const mail = { host: 'smtp.example.com', from: 'shop@example.com', to: ['owner@example.com'] }

describe('the settings of the notices', () => {
  const refused = [
    { events: { orderHeld: ['pigeon'] } },
    { events: { orderLost: ['console'] } },
    { events: { orderHeld: ['console', 'console'] } },
    { events: { orderHeld: ['mail'] } },
    { events: { orderHeld: ['webhook'] } },
    { mail: { ...mail, password } },
    { mail: { ...mail, tls: 'none' } },
    { mail: { ...mail, to: [] } },
    { mail: { ...mail, to: ['not an address'] } },
    { webhookUrl: 'http://example.com/in' },
    { quiet: { from: '25:00', to: '07:00' } },
    { timeZone: 'Europe/Atlantis' },
    { digest: 'weekly' },
  ]
  it.each(refused)('R-NOTICE-10: %j is refused', (notices) => {
    expect(judgeSettings({ notices }).is).toBe('unsound')
  })

  it('R-NOTICE-10: what is complete is taken', () => {
    const notices = { mail, events: { orderHeld: ['console', 'mail'] }, digest: 'daily' }
    expect(judgeSettings({ notices }).is).toBe('sound')
  })
})

describe('the secrets of the ways', () => {
  it('R-NOTICE-10: are sealed, and stand in no answer and no row', async () => {
    await store('mail', password)
    await store('chat', `https://chat.example.com/${password}`)
    const paths = ['/api/settings', '/api/notices/channels', '/api/notices']
    const outputs = await wholeDatabase(api.database.db)
    for (const path of paths) {
      const { status, text } = await api.ask('GET', path, { as: 'owner' })
      expect([path, status]).toEqual([path, 200])
      outputs.push({ where: path, text })
    }
    expect(findWords(outputs, [password])).toEqual([])
  })

  it.each([
    ['mail', ''],
    ['chat', 'http://example.com/in'],
    ['webhook', 'whsec_c2hvcnQ='],
    ['webhook', 'secret'],
  ] as const)('R-NOTICE-10: of %s, "%s" is refused', async (channel, plain) => {
    await expect(store(channel, plain)).rejects.toMatchObject({ code: 'NOTICE_SECRET_UNSOUND' })
  })
})

describe('a test of the ways', () => {
  it('is refused for a way that is not set up, and taken for one that is', async () => {
    const ask = (channels: string[]) =>
      api.ask('POST', '/api/notices/test', { as: 'operator', body: { channels } })
    const refused = await ask(['webhook'])
    expect([refused.status, refused.json.code]).toEqual([409, 'NOTICE_CHANNEL_NOT_SET_UP'])
    expect((await ask(['chat'])).status).toBe(202)
    const { json } = await api.ask('GET', '/api/notices', { as: 'viewer' })
    expect(json.notices[0].deliveries).toMatchObject([{ channel: 'chat', state: 'waiting' }])
  })
})
