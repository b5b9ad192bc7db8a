/** What happened becomes one notice, goes the ways of the matrix, and survives failures on the way. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noticeEvents } from '../../src/core/notices/events.ts'
import { noticeText } from '../../src/core/notices/notice-text.ts'
import { saveConcerns } from '../../src/store/order-concerns.ts'
import { openIncident } from '../../src/store/outcomes.ts'
import { accountId, numberedId } from '../http/api-host.ts'
import { minuteMs, type NoticeStage, setNoticeStage } from './notice-stage.ts'

let stage: NoticeStage
beforeAll(async () => {
  stage = await setNoticeStage()
})
afterAll(() => stage.close())
beforeEach(() => stage.clear())

const nobody = Object.fromEntries(noticeEvents.map((event) => [event, []]))
const places = { shop: 'nordvik.myshopify.com' }

/** The matrix with these rows; nobody is told of the others. */
function only(events: Readonly<Record<string, readonly string[]>>) {
  return { events: { ...nobody, ...events } }
}

async function imported(number: number) {
  const orderId = numberedId(number)
  await stage.api.store({
    order: { orderId },
    outcome: {
      ...{ outcome: 'imported', reason: 'IMPORTED' },
      ...{ shopifyGid: `gid://shopify/Order/${number}`, shopifyName: `#${number}` },
    },
  })
  return orderId
}

async function held(number: number, reason = 'SKU_UNMAPPED', detail: unknown = { skus: 'A-1' }) {
  const orderId = numberedId(number)
  const outcome = { outcome: 'held', reason, detail } as const
  await stage.api.store({ order: { orderId }, outcome })
  return orderId
}

async function concern(orderId: ReturnType<typeof numberedId>, reason: string) {
  const row = { concern: 'deadline', outcome: 'held', reason, againAtMs: null, isQuiet: false }
  await saveConcerns(stage.db, accountId, [{ ...row, orderId, detail: { by: '12:00' } }])
}

describe('what is told', () => {
  it('B6, R-NOTICE-1: a new order is one notice, and none more on replay', async () => {
    const orderId = await imported(1)
    await stage.look({})
    await imported(1)
    await stage.look({})
    // Somebody lost track of how far was looked, as after a restore.
    await sql`update notice_watch set collected_to = app_now() - interval '1 day'`.execute(stage.db)
    await Promise.all([stage.look({}), stage.look({})])
    const all = await stage.list()
    expect(all.map(({ event, subject }) => [event, subject])).toEqual([['orderImported', orderId]])
  })

  it('B26: it names Amazon as its source and leads to Seller Central and Shopify', async () => {
    const orderId = await imported(7)
    await stage.look({})
    const { json } = await stage.api.ask('GET', '/api/notices', { as: 'viewer' })
    expect(json.notices).toHaveLength(1)
    const [notice] = json.notices
    expect(notice).toMatchObject({ source: 'amazon', event: 'orderImported', orderId })
    expect(notice.title).toBe(`New order from Amazon: ${orderId}`)
    expect(notice.links.map((link: { url: string }) => link.url)).toEqual([
      `https://sellercentral.amazon.de/orders-v3/order/${orderId}`,
      'https://nordvik.myshopify.com/admin/orders/7',
    ])
  })

  it('R-NOTICE-2: what was committed before a crash is told after it, however late', async () => {
    await stage.look({})
    await imported(2)
    await stage.clocks.passWorld(3 * 60 * minuteMs)
    await stage.look({})
    expect(await stage.list()).toHaveLength(1)
  })

  it('B25e, R-NOTICE-3: each event goes the ways of its row, and one without a way leaves none', async () => {
    await imported(1)
    await held(2)
    const orderId = await imported(3)
    await concern(orderId, 'BUYER_ASKS_TO_CANCEL')
    await openIncident(stage.db, accountId, { orderId: null, code: 'APP_UNINSTALLED', detail: {} })
    await stage.look(
      only({
        orderHeld: ['console', 'mail'],
        buyerAsksToCancel: ['chat'],
        incident: ['webhook', 'console'],
      }),
    )
    const all = await stage.list()
    const rows = all.map(({ event, deliveries }) => [event, deliveries.map((one) => one.channel)])
    expect(Object.fromEntries(rows)).toEqual({
      orderHeld: ['mail'],
      buyerAsksToCancel: ['chat'],
      incident: ['webhook'],
    })
    const { json } = await stage.api.ask('GET', '/api/notices', { as: 'viewer' })
    const listed = json.notices.map((one: { event: string }) => one.event).sort()
    expect(listed).toEqual(['incident', 'orderHeld'])
    expect([stage.smtp.mails, stage.chat.posts, stage.hook.posts].map((l) => l.length)).toEqual([
      1, 1, 1,
    ])
  })

  it('R-NOTICE-1: a clock that goes on to its next alarm is told again, the same alarm is not', async () => {
    const orderId = await imported(1)
    const ways = only({ shipByNear: ['console'] })
    for (const reason of ['SHIP_BY_24_HOURS', 'SHIP_BY_24_HOURS', 'SHIP_BY_4_HOURS']) {
      await concern(orderId, reason)
      await stage.look(ways)
      await stage.clocks.passWorld(minuteMs)
    }
    const told = (await stage.list()).map(({ code, severity }) => `${code} ${severity}`)
    expect(told).toEqual(['SHIP_BY_4_HOURS urgent', 'SHIP_BY_24_HOURS normal'])
  })

  it('R-NOTICE-11: silence is told once, and only when somebody looked all the while', async () => {
    const ways = only({ pollSilent: ['console'] })
    await stage.look(ways)
    await stage.clocks.passWorld(600 * minuteMs)
    // We were away ourselves: that is no silence yet.
    await stage.look(ways)
    expect(await stage.list()).toEqual([])
    for (let passed = 0; passed < 40; passed += 4) {
      await stage.clocks.passWorld(4 * minuteMs)
      await stage.look(ways)
    }
    expect((await stage.list()).map(({ event }) => event)).toEqual(['pollSilent'])
  })
})

describe('digest and quiet hours', () => {
  it('B25e, R-NOTICE-4: an hourly digest is one mail at the hour, grouped by event', async () => {
    const settings = { ...only({ orderImported: ['mail'], orderHeld: ['mail'] }), digest: 'hourly' }
    await imported(1)
    await stage.look(settings)
    await stage.clocks.passWorld(minuteMs)
    await held(2)
    await imported(3)
    await stage.look(settings)
    expect(stage.smtp.mails).toEqual([])
    await stage.clocks.passWorld(61 * minuteMs)
    await stage.look(settings)
    expect(stage.smtp.mails).toHaveLength(1)
    const text = stage.smtp.mails[0]?.text ?? ''
    expect(text).toContain('3 notices')
    expect(text).toMatch(/New orders from Amazon: 2[\s\S]*Orders that are held: 1/)
    await stage.clocks.passWorld(61 * minuteMs)
    await stage.look(settings)
    expect(stage.smtp.mails).toHaveLength(1)
  })

  it('R-NOTICE-4: more than 20 at once go as one message without a digest too', async () => {
    for (let number = 1; number <= 25; number += 1) await imported(number)
    await stage.look(only({ orderImported: ['mail', 'webhook'] }))
    expect(stage.smtp.mails).toHaveLength(1)
    expect(stage.hook.posts).toHaveLength(25)
  })

  it('R-NOTICE-5: what is urgent passes digest and quiet hours, the rest waits', async () => {
    const orderId = await imported(1)
    await concern(orderId, 'SHIP_BY_OVER')
    const ways = only({ orderImported: ['mail'], shipByNear: ['mail'] })
    await stage.look({ ...ways, digest: 'daily', quiet: { from: '00:00', to: '23:59' } })
    expect(stage.smtp.mails).toHaveLength(1)
    expect(stage.smtp.mails[0]?.text).toContain('The ship-by time is over')
    expect((await stage.deliveries()).sort()).toEqual(['mail:sent:1', 'mail:waiting:0'])
  })
})

describe('a notice and personal data', () => {
  it('R-NOTICE-9: mail goes to the recipients of the settings alone, and says ids, never a buyer', async () => {
    const orderId = numberedId(9)
    await stage.api.store({
      order: { orderId },
      buyer: { name: 'Kanarvogelina', postcode: 'D-48217-QX' },
      outcome: { outcome: 'held', reason: 'SKU_UNMAPPED', detail: { skus: 'A-1' } },
    })
    await stage.look(only({ orderHeld: ['console', 'mail', 'chat', 'webhook'] }))
    expect(stage.smtp.mails.map(({ to }) => to)).toEqual([['owner@example.com']])
    const said = JSON.stringify([
      ...(await stage.list()).map((notice) => [notice, noticeText(notice, places)]),
      ...[stage.smtp.mails, stage.chat.posts, stage.hook.posts],
    ])
    expect(said).toContain(orderId)
    expect(said).not.toMatch(/Kanarvogelina|48217/)
  })
})
