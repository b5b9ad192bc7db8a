/** A running shop tells its merchant: the whole road, as processes, from Amazon's order to the mailbox. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findWords, marked, marks, wholeDatabase } from '../support/canary.ts'
import { eventually } from '../support/eventually.ts'
import { type SmtpServer, startSmtp } from '../support/smtp-server.ts'
import { beginStory, type Story } from '../support/story.ts'

type Listed = {
  readonly notices: readonly {
    readonly event: string
    readonly orderId: string | null
    readonly source: string
    readonly deliveries: readonly { readonly state: string }[]
  }[]
}

const minuteMs = 60_000

describe('a shop whose merchant wants to be told', () => {
  let smtp: SmtpServer
  let story: Story
  beforeAll(async () => {
    smtp = await startSmtp()
    const from = 'shop@example.com'
    const to = ['owner@example.com']
    const mail = { host: '127.0.0.1', port: smtp.port, tls: 'none', from, to }
    const both = ['console', 'mail']
    const events = { orderImported: both, orderHeld: both }
    story = await beginStory({ settings: { notices: { mail, events } } })
  })
  afterAll(async () => {
    await story.end()
    await smtp.close()
  })

  const told = async (orderId: string) => {
    const { notices } = await story.api.get<Listed>('/api/notices')
    return notices.filter((notice) => notice.orderId === orderId)
  }

  it('B6, B26: a new order is one notice within 60 s, from Amazon, and none on replay', async () => {
    const orderId = await story.amazon.placeOrder(marked)
    await story.comesTo(orderId, 'imported', 'IMPORTED')
    const isTold = async () => (await told(orderId))[0]?.deliveries[0]?.state === 'sent'
    await eventually(isTold, { withinMs: minuteMs, what: 'the mail of the new order' })
    const [notice] = await told(orderId)
    expect(notice).toMatchObject({ event: 'orderImported', source: 'amazon' })
    const mailed = () => smtp.mails.filter(({ text }) => text.includes(orderId))
    expect(mailed().map(({ to }) => to)).toEqual([['owner@example.com']])
    // Amazon repeats itself, and all is looked through once more.
    await story.amazon.touch(orderId)
    await sql`
      update notice_watch set collected_to = app_now() - interval '1 day', looking_since = app_now()
    `.execute(story.database.db)
    const before = await collectedMs(story)
    await eventually(async () => (await collectedMs(story)) > before, {
      withinMs: minuteMs,
      what: 'the next look',
    })
    expect(await told(orderId)).toHaveLength(1)
    expect(mailed()).toHaveLength(1)
  })

  it('B31, R-NOTICE-9: buyers get nothing from us, and no notice knows who they are', async () => {
    const orderId = await story.amazon.placeOrder({ ...marked, lines: [{ sku: 'NO-SUCH-SKU' }] })
    await story.comesTo(orderId, 'held')
    await eventually(async () => smtp.mails.some(({ text }) => text.includes(orderId)), {
      withinMs: minuteMs,
      what: 'the mail of the hold',
    })
    expect(await story.shopify.mails()).toEqual([])
    expect(new Set(smtp.mails.flatMap(({ to }) => to))).toEqual(new Set(['owner@example.com']))
    const rows = await wholeDatabase(story.database.db)
    const outputs = [
      ...rows.filter(({ where }) => where.startsWith('table notice')),
      ...smtp.mails.map(({ text }) => ({ where: 'a mail', text })),
    ]
    expect(outputs.map(({ text }) => text).join()).toContain(orderId)
    expect(findWords(outputs, Object.values(marks))).toEqual([])
  })
})

async function collectedMs({ database }: Story): Promise<number> {
  const { rows } = await sql<{ at: number }>`
    select collected_to as at from notice_watch
  `.execute(database.db)
  return rows[0]?.at ?? 0
}
