/**
 * kill -9 of the real process around each write of order life. Whatever the moment: after a restart the other
 * side shows it once, and nobody was written to.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { startCrossdock } from '../support/product.ts'
import {
  crashTimeoutMs,
  crowdedEnv,
  openIncidents,
  placeOrders,
  type Stage,
  setStage,
} from '../support/scenario.ts'

const number = '00340434161094015902'

type Write = {
  readonly kind: string
  /** What somebody does that calls for the write. */
  readonly begin: (stage: Stage, ids: { orderId: string; gid: string }) => Promise<unknown>
  readonly operation: string
}

const writes: readonly Write[] = [
  {
    kind: 'confirm-parcel',
    operation: 'amazon.confirmShipment',
    begin: ({ shopify }, { gid }) =>
      shopify.act('orders/fulfil', {
        ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber: number, notify: false },
      }),
  },
  {
    kind: 'fulfil-in-shop',
    operation: 'shopify.fulfillmentCreate',
    begin: ({ amazon }, { orderId }) =>
      amazon.ship(orderId, { carrier: 'DHL', trackingNumber: number }),
  },
  {
    kind: 'cancel-in-shop',
    operation: 'shopify.orderCancel',
    begin: ({ amazon }, { orderId }) => amazon.cancel(orderId),
  },
]

/** A feed has no key of ours: what was surely not seen to leave is a person's to send again. */
const feeds: readonly Write[] = [
  {
    kind: 'acknowledge-failure',
    operation: 'amazon.createFeed',
    begin: ({ shopify }, { gid }) =>
      shopify.act('orders/cancel', { orderId: gid, refund: true, notify: false }),
  },
]

// The create comes first: its record arms the failpoint.
const moments = ['after-intent', 'after-answer'] as const
const stories = [...writes, ...feeds].flatMap((write) =>
  moments.map((moment) => ({ ...write, moment, comes: comesOf(write, moment) })),
)

function comesOf({ kind }: Write, moment: (typeof moments)[number]): string {
  if (kind !== 'acknowledge-failure') return 'done'
  return moment === 'after-intent' ? 'held' : 'sent'
}

const settings = {
  ...{ ship: { lane: 'live' }, cancel: { lane: 'live' }, refund: { lane: 'live' } },
  intake: { settleSeconds: 1.5 },
} as const

test.concurrent.for(stories)(
  'R-FLOW-1: killed $moment of $kind, then started again, it is $comes and never twice',
  { timeout: crashTimeoutMs },
  async ({ kind, operation, begin, moment, comes }) => {
    const stage = await setStage()
    await stage.amazon.settings({ writeLagMs: 0, feedQueueMs: 100, feedProcessMs: 100 })
    const failpoint = { CROSSDOCK_FAILPOINT: `${moment}:kill:after-record` }
    const options = { ...stage.product, settings, env: crowdedEnv }
    const doomed = await startCrossdock({ ...options, env: { ...crowdedEnv, ...failpoint } })
    const [orderId = ''] = await placeOrders(stage.amazon, 1)
    const { shopifyGid } = await stage.comesTo(orderId, 'imported', 'IMPORTED')
    await begin(stage, { orderId, gid: shopifyGid ?? '' })
    expect(await doomed.ended).toBe('SIGKILL')

    const next = await startCrossdock(options)
    const stateOf = kind === 'acknowledge-failure' ? feedState : newestAttempt
    await eventually(async () => (await stateOf(stage, kind)) === comes, {
      ...{ what: `${kind} ${comes}`, withinMs: 100_000 },
    })
    const door = operation.startsWith('amazon') ? stage.amazon : stage.shopify
    const done = await door.journal({ on: operation, withEffect: 'true' })
    // The same reference again edits the same parcel, and is no second one.
    if (kind === 'confirm-parcel') expect(await parcels(stage, orderId)).toBe(1)
    else expect(done).toHaveLength(comes === 'held' ? 0 : 1)
    expect(await stage.amazon.ask('doubles')).toMatchObject({ count: 0 })
    expect(await stage.shopify.ask('truth')).toMatchObject({ doubled: [], mailsAsked: [] })
    expect(await openIncidents(stage.database)).toEqual([])
    await next.kill('SIGTERM')
    await stage.strike()
  },
)

/** The newest attempt of the one effect of this kind. */
async function newestAttempt({ database }: Stage, kind: string): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`
    select a.state from attempt a join effect e using (account_id, effect_key)
    where e.kind = ${kind} order by a.intended_at desc limit 1
  `.execute(database.db)
  return rows[0]?.state
}

/** Once Amazon has the feed, its report follows by itself. */
async function feedState({ database }: Stage): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`
    select replace(state, 'done', 'sent') as state from feed order by feed_no desc limit 1
  `.execute(database.db)
  return rows[0]?.state
}

async function parcels({ amazon }: Stage, orderId: string): Promise<number> {
  const truth = (await amazon.ask('orders/truth', { orderId })) as { packages: readonly object[] }
  return truth.packages.length
}
