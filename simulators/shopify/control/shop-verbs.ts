/** Control of the shop and its app: plan, limits, lags, scopes, installation, and what can be counted. */
import type { Throttle } from '../graphql/throttle.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceUninstalled } from '../webhooks/announce.ts'
import type { ShopCounts, ShopifyControl } from './control-types.ts'
import { doubledEffects } from './doubled-effects.ts'

type ShopVerbs = Pick<
  ShopifyControl,
  | 'counts'
  | 'mailsSent'
  | 'subscriptions'
  | 'throttleStatus'
  | 'setPlan'
  | 'setQuotas'
  | 'setOrdersPerMinute'
  | 'setIndexLag'
  | 'setRoutingDelay'
  | 'setRefuseDuplicateId'
  | 'setShopStatus'
  | 'removeScope'
  | 'grantScope'
  | 'uninstall'
  | 'reinstall'
>

export function shopVerbs(worldNow: () => ShopWorld, throttleNow: () => Throttle): ShopVerbs {
  return {
    counts: () => countAll(worldNow()),
    mailsSent: () => [...worldNow().mails],
    subscriptions: () =>
      worldNow()
        .webhooks.subscriptions()
        .map(({ id, topic, uri, failures }) => ({ id, topic, uri, failures })),
    throttleStatus: () => throttleNow().status(),
    setPlan({ plan }) {
      worldNow().settings.plan = plan
    },
    setQuotas({ quotas }) {
      worldNow().settings.quotas = quotas
    },
    setOrdersPerMinute({ limit }) {
      worldNow().settings.ordersPerMinute = limit
    },
    setIndexLag({ indexLagMs, identifierLagMs }) {
      const { settings } = worldNow()
      settings.indexLagMs = indexLagMs
      if (identifierLagMs !== undefined) settings.identifierLagMs = identifierLagMs
    },
    setRoutingDelay({ routingDelayMs }) {
      worldNow().settings.routingDelayMs = routingDelayMs
    },
    setRefuseDuplicateId({ refuse }) {
      worldNow().settings.refuseDuplicateId = refuse
    },
    setShopStatus({ status }) {
      worldNow().status = status
    },
    removeScope: ({ scope }) => worldNow().installation.remove(scope),
    grantScope: ({ scope }) => worldNow().installation.grant(scope),
    uninstall() {
      const world = worldNow()
      announceUninstalled(world)
      world.installation.uninstall()
      for (const subscription of world.webhooks.subscriptions()) {
        if (subscription.topic !== 'app/uninstalled') world.webhooks.remove(subscription)
      }
    },
    reinstall() {
      const { installation, webhooks } = worldNow()
      for (const subscription of webhooks.subscriptions()) webhooks.remove(subscription)
      installation.reinstall()
    },
  }
}

function countAll(world: ShopWorld): ShopCounts {
  const { orders, catalog, webhooks, mails, mailsAsked } = world
  const all = [...orders.all()]
  const sum = (of: (order: OrderRecord) => readonly unknown[]): number =>
    all.reduce((total, one) => total + of(one).length, 0)
  return {
    orders: orders.count(),
    products: catalog.products().length,
    variants: catalog.variants().length,
    subscriptions: webhooks.subscriptions().length,
    deliveriesPending: webhooks.pending(),
    mails: mails.length,
    mailsAsked: mailsAsked.length,
    fulfilments: sum((one) => one.fulfillments),
    refunds: sum((one) => one.refunds),
    returns: sum((one) => one.returns),
    doubledEffects: doubledEffects(world).length,
  }
}
