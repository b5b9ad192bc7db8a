/**
 * A simulated Shopify shop: token, Admin GraphQL 2026-10, webhooks, and a control door. Works whole in memory
 * through `handle`; kit/serve-http.ts puts it behind a port. What it does not do answers 501 with its name.
 */
import { createControlDoor } from '../kit/control.ts'
import { createFaultPlane, type FaultPlane } from '../kit/fault-plane.ts'
import { createJournal, type Journal } from '../kit/journal.ts'
import { createSeededRandom } from '../kit/seeded-random.ts'
import type { Simulator } from '../kit/wire.ts'
import { answerRequest } from './answer-request.ts'
import { catalogVerbs } from './control/catalog-verbs.ts'
import { shopifyVerbs } from './control/control-door.ts'
import type { ShopifyControl } from './control/control-types.ts'
import { editVerbs } from './control/edit-verbs.ts'
import { orderVerbs } from './control/order-verbs.ts'
import { refundVerbs } from './control/refund-verbs.ts'
import { returnVerbs } from './control/return-verbs.ts'
import { shippingVerbs } from './control/shipping-verbs.ts'
import { shopVerbs } from './control/shop-verbs.ts'
import { stockVerbs } from './control/stock-verbs.ts'
import { stockedVerbs } from './control/stocked-verbs.ts'
import { truthVerbs } from './control/truth-verbs.ts'
import { createThrottle, type Throttle } from './graphql/throttle.ts'
import { type ShopifyOptions, settingsFrom } from './options.ts'
import { createShopWorld, type ShopWorld } from './shop-world.ts'
import { deliverByFetch } from './webhooks/deliver-by-fetch.ts'
import { createWebhookDesk } from './webhooks/webhook-desk.ts'

export type ShopifySimulator = Simulator & {
  readonly control: ShopifyControl
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly shop: string
  readonly clientId: string
  readonly clientSecret: string
  /** Ends when no webhook is on its way. */
  webhooksSettled(): Promise<void>
  /** Back to the first state; the clock stays. */
  reset(): void
}

const journalLimit = 10_000

export function createShopifySimulator(options: ShopifyOptions): ShopifySimulator {
  const { clock, seed } = options
  const faults = options.faults ?? createFaultPlane(createSeededRandom(seed).fork('shopify faults'))
  const journal = createJournal({ limit: options.journalLimit ?? journalLimit })
  const first = settingsFrom(options)

  const begin = (): { world: ShopWorld; throttle: Throttle } => {
    const settings = settingsFrom(options)
    const deliver = options.deliver ?? deliverByFetch(settings.webhookTimeoutMs)
    const world = createShopWorld(clock, settings, seed, ({ identifiers }) =>
      createWebhookDesk({ clock, settings, identifiers, faults, journal, deliver }),
    )
    return { world, throttle: createThrottle(clock, settings) }
  }

  let { world, throttle } = begin()
  const worldNow = (): ShopWorld => world
  const control: ShopifyControl = {
    ...catalogVerbs(worldNow),
    ...stockVerbs(worldNow),
    ...stockedVerbs(worldNow),
    ...orderVerbs(worldNow),
    ...shippingVerbs(worldNow),
    ...refundVerbs(worldNow),
    ...editVerbs(worldNow),
    ...returnVerbs(worldNow),
    ...truthVerbs(worldNow),
    ...shopVerbs(worldNow, () => throttle),
  }
  const reset = (): void => {
    // Deliveries of the old world still wait on the clock; without a subscriber they come to nothing.
    for (const subscription of world.webhooks.subscriptions()) world.webhooks.remove(subscription)
    ;({ world, throttle } = begin())
    options.populate?.(control)
  }
  options.populate?.(control)

  const verbs = shopifyVerbs(control)
  const door = createControlDoor({ name: 'shopify', clock, faults, journal, reset, verbs })
  const parts = { faults, journal, world: worldNow, throttle: () => throttle }
  return {
    name: 'shopify',
    async handle(request) {
      return (await door.handle(request)) ?? answerRequest(parts, request)
    },
    control,
    faults,
    journal,
    shop: first.shop,
    clientId: first.clientId,
    clientSecret: first.clientSecret,
    webhooksSettled: () => world.webhooks.settled(),
    reset,
  }
}
