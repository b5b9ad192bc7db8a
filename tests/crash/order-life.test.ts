/**
 * kill -9 of the real process around each write of order life, one after the other in one world. Whatever the
 * moment: after restarts the other side shows it once, nothing is left open, and nobody was written to.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type ProductOptions, startCrossdock } from '../support/product.ts'
import { crowdedEnv, type Stage, setStage } from '../support/scenario.ts'
import { firstLocation, shopAdmin } from '../support/shop-admin.ts'
import { attemptsOf, endOf, openEnds, struckBy } from './life-end.ts'
import { type Act, asking, farAway, type Play, type Story, skuOf, stories } from './life-stories.ts'
import { leapTo, passUntil } from './world-leap.ts'

const moments = ['after-intent', 'after-answer'] as const
type Moment = (typeof moments)[number]

const timeoutMs = 400_000
const dayMs = 86_400_000
const live = { lane: 'live' } as const
const names = Object.keys(stories) as Act[]

test.concurrent.for(moments)(
  'R-FLOW-1: killed %s of each write of order life, then started again, each is there once',
  { timeout: timeoutMs },
  async (moment) => {
    const stage = await setStage({ world: 'empty' })
    const options = await furnish(stage)
    const plays = await prepare(stage, options)
    for (const act of names) {
      if (stories[act].isLate) await passDays(stage, options, plays, act, moment)
      await dieAt(stage, options, plays, act, moment)
    }
    await comeToRest(stage, options, plays, moment)
    await checkTruth(stage, plays, moment)
    await stage.strike()
  },
)

test('R-FLOW-1: each write of writes.md has a crash test', () => {
  const folder = path.resolve(import.meta.dirname)
  const table = readFileSync(path.join(folder, '../../docs/rules/writes.md'), 'utf8')
  const rows = table.split('\n').filter((line) => /^\| (Shopify|Amazon) /.test(line))
  const written = rows.map((row) => /^[^|]*\|[^|]*\(`([a-z-]+)`\)/.exec(row)?.[1] ?? row)
  const files = readdirSync(folder)
  const elsewhere = Object.entries(others).flatMap(([name, file]) =>
    files.includes(file) ? [name] : [],
  )
  const tested = [...elsewhere, ...Object.values(stories).map(({ effect }) => effect)]
  expect([...new Set(tested)].sort()).toEqual([...new Set(written)].sort())
})

/** Writes with a crash test in a file of their own. */
const others = {
  'create-shopify-order': 'failpoints.test.ts',
  'set-stock': 'stock-figure.test.ts',
}

/** The shop and its settings: every lane lives, and goods leave from one of two locations. */
async function furnish(stage: Stage): Promise<ProductOptions> {
  const { amazon, shopify } = stage
  const quick = {
    restCancelOrder: true,
    cancelOrderMs: 0,
    feedQueueMs: 100,
    feedProcessMs: 100,
    reportQueueMs: 100,
    reportProcessMs: 100,
  }
  await amazon.settings({ ...quick, writeLagMs: 0, financesLagMs: 0 })
  await shopify.act('locations', { name: 'Lübeck' })
  const home = await firstLocation(await shopAdmin(stage.product.addresses))
  await shopify.act('locations', { name: farAway.location })
  const stock = { [farAway.location]: 10 }
  const variants = [{ sku: farAway.sku, price: '10.00', stock }]
  await shopify.act('products', { title: 'From far away', variants })
  for (const act of names) {
    const sku = skuOf(act)
    await shopify.act('products', { title: act, variants: [{ sku, price: '10.00', stock: 30 }] })
    await amazon.act('listings/add', { sku, quantity: 30 })
  }
  const settings = {
    ...{ ship: live, cancel: { ...live, direct: true }, refund: live },
    returns: { ...live, mirror: true },
    feedback: { ...live, on: true, afterDays: 5 },
    fulfillment: { locations: [home] },
    intake: { settleSeconds: 1.5, feedGatherSeconds: 0 },
  }
  return { ...stage.product, settings, env: crowdedEnv }
}

/** Brings the orders that must be there before, each as far as its story needs. */
async function prepare(stage: Stage, options: ProductOptions): Promise<Map<Act, Play>> {
  const crossdock = await startCrossdock(options)
  const plays = new Map<Act, Play>()
  for (const act of names.filter((one) => stories[one].begin ?? stories[one].before)) {
    plays.set(act, await place(stage, act))
  }
  for (const [act, play] of plays) {
    const { shopifyGid } = await stage.comesTo(play.orderId, 'imported', 'IMPORTED')
    plays.set(act, { ...play, gid: shopifyGid ?? '' })
  }
  const needed = [...plays].flatMap(([act, play]) => {
    const { before } = stories[act]
    return before === undefined ? [] : [{ play, before }]
  })
  for (const { play, before } of needed) await before.deed(play)
  for (const { play, before } of needed) {
    await passUntil(stage, `${before.effect} before the story`, async () => {
      return (await endOf(stage, play.orderId, before.effect)) === 'done'
    })
  }
  await crossdock.kill()
  return plays
}

async function place(stage: Stage, act: Act): Promise<Play> {
  const lines = stories[act].order.lines.map((line) => ({ sku: skuOf(act), ...line }))
  const orderId = await stage.amazon.placeOrder({ lines })
  return { stage, orderId, gid: '', number: `0034043416109401${5900 + names.indexOf(act)}` }
}

async function dieAt(
  stage: Stage,
  options: ProductOptions,
  plays: Map<Act, Play>,
  act: Act,
  moment: Moment,
): Promise<void> {
  const story = stories[act]
  const failpoint = `${moment}:kill::${story.effect}`
  const env = { ...crowdedEnv, CROSSDOCK_FAILPOINT: failpoint }
  const doomed = await startCrossdock({ ...options, env })
  const play = plays.get(act) ?? (await place(stage, act))
  plays.set(act, play)
  if (!story.isLate) await story.begin?.(play)
  let ended: number | string | undefined
  void doomed.ended.then((how) => {
    ended = how
  })
  await passUntil(stage, `${failpoint} of ${act}`, async () => ended !== undefined)
  expect([act, ended]).toEqual([act, 'SIGKILL'])
  const { effect, ofAnyOrder: call } = story
  const wasAnswered = moment === 'after-answer'
  const struck = call === undefined ? undefined : { effect, call, wasAnswered }
  const orderId = struck === undefined ? play.orderId : await struckBy(stage, struck)
  plays.set(act, { ...play, orderId })
  expect([act, await endOf(stage, orderId, story.effect)]).toEqual([act, 'intended'])
}

/** What was played until now ends first: Amazon is asked of nothing that is eleven days old. */
async function passDays(
  stage: Stage,
  options: ProductOptions,
  plays: Map<Act, Play>,
  act: Act,
  moment: Moment,
): Promise<void> {
  await comeToRest(stage, options, plays, moment, names.slice(0, names.indexOf(act)))
  const play = plays.get(act)
  if (play === undefined) throw new Error(`${act} was not prepared`)
  await stories[act].begin?.(play)
  const { order } = await stage.amazon.order(play.orderId)
  const promised = Date.parse(order.fulfillment.deliverByWindow?.latestDateTime ?? '')
  await leapTo(stage, promised + 5 * dayMs - 3_600_000)
}

async function comeToRest(
  stage: Stage,
  options: ProductOptions,
  plays: Map<Act, Play>,
  moment: Moment,
  acts: readonly Act[] = names,
): Promise<void> {
  const crossdock = await startCrossdock(options)
  await passUntil(stage, 'the end of all stories', async () => {
    const ends = await Promise.all(
      acts.map(async (act) => {
        const end = await endOf(stage, plays.get(act)?.orderId ?? '', stories[act].effect)
        return `${act} ${end}`
      }),
    )
    const open = await openEnds(stage)
    expect([...ends, ...open]).toEqual(acts.map((act) => `${act} ${comesOf(stories[act], moment)}`))
    return true
  })
  await crossdock.kill('SIGTERM')
}

function comesOf({ isFeed, isNeverRepeated, refusesSecond }: Story, moment: Moment): string {
  if (moment === 'after-intent') return isFeed || isNeverRepeated ? 'held' : 'done'
  return refusesSecond ? 'refused' : 'done'
}

/** How often each call changed something: in the stories, and in what was prepared for them. */
const calls: Readonly<Record<string, number>> = {
  'shopify.fulfillmentOrderMove': 1,
  'shopify.fulfillmentOrderHold': 5,
  'shopify.fulfillmentOrderReleaseHold': 2,
  'shopify.fulfillmentCreate': 2,
  'shopify.fulfillmentEventCreate': 1,
  'shopify.orderCancel': 1,
  'shopify.refundCreate': 1,
  'shopify.returnCreate': 1,
}

async function checkTruth(stage: Stage, plays: Map<Act, Play>, moment: Moment): Promise<void> {
  const { amazon, shopify } = stage
  const feeds = Object.values(stories).filter(({ isFeed }) => isFeed).length
  const isFirst = moment === 'after-intent'
  const expected = {
    ...calls,
    'amazon.createFeed': isFirst ? 0 : feeds,
    'amazon.cancelOrder': isFirst ? 0 : 1,
  }
  const done = await Promise.all(
    Object.keys(expected).map(async (on) => {
      const door = on.startsWith('amazon') ? amazon : shopify
      return [on, (await door.journal({ on, withEffect: 'true' })).length]
    }),
  )
  expect(Object.fromEntries(done)).toEqual(expected)
  // A second move would be refused: it changes nothing, and is not sent.
  expect(await shopify.journal({ on: 'shopify.fulfillmentOrderMove' })).toHaveLength(1)
  // An address and a removal, each as often as a kill met it: the same again changes nothing.
  const updates = await shopify.journal({ on: 'shopify.orderUpdate', withEffect: 'true' })
  expect(new Set(updates.map(({ effect }) => effect)).size).toBe(2)
  const intended = await attemptsOf(stage, ['write-address', 'purge-in-shop'])
  expect(updates.length).toBeLessThanOrEqual(isFirst ? intended - 2 : intended)
  const asked = (await amazon.journal({ on: asking, withEffect: 'true' })).map((one) => one.path)
  expect(asked).toContainEqual(expect.stringContaining(plays.get('solicit')?.orderId ?? ''))
  expect(new Set(asked).size).toBe(asked.length)
  // The same reference again edits the same parcel, and is no second one.
  const { orderId = '' } = plays.get('confirm-parcel') ?? {}
  expect(await amazon.ask('orders/truth', { orderId })).toMatchObject({ packages: [{}] })
  expect(await amazon.ask('doubles')).toMatchObject({ count: 0 })
  expect(await shopify.ask('truth')).toMatchObject({ doubled: [], mailsAsked: [] })
}
