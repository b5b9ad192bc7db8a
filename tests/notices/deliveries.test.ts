/** Ways that fail: refused, dropped, lost. Nothing is sent twice without saying so, nothing is lost unseen. */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noticeEvents } from '../../src/core/notices/events.ts'
import { numberedId } from '../http/api-host.ts'
import { minuteMs, type NoticeStage, setNoticeStage, webhookKey } from './notice-stage.ts'

let stage: NoticeStage
beforeAll(async () => {
  stage = await setNoticeStage()
})
afterAll(() => stage.close())
beforeEach(() => stage.clear())

const nobody = Object.fromEntries(noticeEvents.map((event) => [event, []]))

function by(channel: string) {
  return { events: { ...nobody, orderImported: [channel] } }
}

async function imported(number: number): Promise<void> {
  await stage.api.store({
    order: { orderId: numberedId(number) },
    outcome: {
      ...{ outcome: 'imported', reason: 'IMPORTED' },
      ...{ shopifyGid: `gid://shopify/Order/${number}`, shopifyName: `#${number}` },
    },
  })
}

function messageIds(): (string | undefined)[] {
  return stage.smtp.mails.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1])
}

describe('mail', () => {
  it('goes with the login and the words, once', async () => {
    await imported(1)
    await stage.look(by('mail'))
    await stage.look(by('mail'))
    expect(stage.smtp.logins).toEqual(['shop:pa55'])
    expect(stage.smtp.mails).toHaveLength(1)
    expect(stage.smtp.mails[0]?.text).toContain('New order from Amazon')
    expect(await stage.deliveries()).toEqual(['mail:sent:1'])
  })

  it.each(['recipient-refused', 'message-refused'] as const)(
    'R-NOTICE-6: %s: tried again later, and then it has come',
    async (fault) => {
      await imported(1)
      stage.smtp.faults.push(fault)
      await stage.look(by('mail'))
      await stage.look(by('mail'))
      expect(await stage.deliveries()).toEqual(['mail:waiting:1'])
      await stage.clocks.passWorld(minuteMs)
      await stage.look(by('mail'))
      expect(await stage.deliveries()).toEqual(['mail:sent:2'])
      expect(stage.smtp.mails).toHaveLength(1)
    },
  )

  it('R-NOTICE-6: a way that never works is given up after eight tries, and the others go on', async () => {
    await imported(1)
    stage.secrets['notices-chat-url'] = 'http://127.0.0.1:1/'
    const ways = { events: { ...nobody, orderImported: ['chat', 'mail'] } }
    for (let tries = 0; tries < 9; tries += 1) {
      await stage.look(ways)
      await stage.clocks.passWorld(361 * minuteMs)
    }
    expect(await stage.deliveries()).toEqual(['chat:dead:8', 'mail:sent:1'])
    expect(new Set(stage.problems)).toEqual(new Set(['chat ECONNREFUSED']))
    stage.secrets['notices-chat-url'] = stage.chat.url
  })

  it('R-NOTICE-7: one without an answer is repeated once, says so and keeps its Message-ID', async () => {
    await imported(1)
    stage.smtp.faults.push('gone-after-data')
    await stage.look(by('mail'))
    expect(await stage.deliveries()).toEqual(['mail:waiting:1'])
    await stage.clocks.passWorld(5 * minuteMs)
    await stage.look(by('mail'))
    expect(stage.smtp.mails).toHaveLength(2)
    expect(new Set(messageIds()).size).toBe(1)
    expect(stage.smtp.mails[0]?.text).not.toContain('reached you already')
    expect(stage.smtp.mails[1]?.text).toContain('reached you already')
    expect(await stage.deliveries()).toEqual(['mail:sent:2'])
  })

  it('R-NOTICE-7: one that stays without an answer is unclear, and is not sent a third time', async () => {
    await imported(1)
    stage.smtp.faults.push('gone-after-data', 'gone-after-data')
    for (let tries = 0; tries < 4; tries += 1) {
      await stage.look(by('mail'))
      await stage.clocks.passWorld(361 * minuteMs)
    }
    expect(stage.smtp.mails).toHaveLength(2)
    expect(await stage.deliveries()).toEqual(['mail:unclear:2'])
  })

  it('R-NOTICE-7: a process that ends while it sends leaves an unclear one, not a forgotten one', async () => {
    await imported(1)
    await stage.look({ ...by('mail'), quiet: { from: '00:00', to: '23:59' } })
    await sql`update notice_delivery set state = 'sending', attempts = 1, message_id = 'm-1',
      sending_since = machine_now()`.execute(stage.db)
    await stage.look(by('mail'))
    expect(await stage.deliveries()).toEqual(['mail:sending:1'])
    await stage.clocks.passMachine(6 * minuteMs)
    await stage.look(by('mail'))
    expect(await stage.deliveries()).toEqual(['mail:waiting:1'])
    await stage.clocks.passWorld(5 * minuteMs)
    await stage.look(by('mail'))
    expect(stage.smtp.mails[0]?.text).toContain('reached you already')
  })
})

describe('posts', () => {
  it('R-NOTICE-8: a webhook is signed, and a repeat carries the same id', async () => {
    await imported(1)
    stage.hook.next.push('lost', 500)
    for (const waitMinutes of [1, 4, 0]) {
      await stage.look(by('webhook'))
      await stage.clocks.passWorld(waitMinutes * minuteMs)
    }
    expect(await stage.deliveries()).toEqual(['webhook:sent:3'])
    expect(new Set(stage.hook.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const { headers, body } of stage.hook.posts) {
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
      const key = Buffer.from(webhookKey.slice('whsec_'.length), 'base64')
      const expected = createHmac('sha256', key).update(signed).digest('base64')
      expect(headers['webhook-signature']).toBe(`v1,${expected}`)
      expect(JSON.parse(body)).toMatchObject({
        type: 'notice.orderImported',
        data: { source: 'amazon', orderId: numberedId(1), shopifyOrder: '#1' },
      })
    }
  })

  it('R-NOTICE-6: 410 ends it at once', async () => {
    await imported(1)
    stage.hook.next.push(410)
    await stage.look(by('webhook'))
    expect(await stage.deliveries()).toEqual(['webhook:dead:1'])
  })

  it('speaks to a Slack-compatible chat, and no text calls anybody', async () => {
    await imported(1)
    await sql`update amazon_order set shopify_name = '<!channel> & co'`.execute(stage.db)
    await stage.look(by('chat'))
    const text = String(JSON.parse(stage.chat.posts[0]?.body ?? '{}').text)
    expect(text).toContain('&lt;!channel&gt; &amp; co')
    expect(await stage.deliveries()).toEqual(['chat:sent:1'])
  })
})
