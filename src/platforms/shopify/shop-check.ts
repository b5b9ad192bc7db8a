/**
 * What set-up and doctor want to know of a shop: plan, currency, and which access scopes are missing with
 * what each is for.
 */
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { shopCheck } from './setup-operations.ts'

export type ScopeNeed = {
  readonly scope: string
  readonly purpose: string
  /** False: only the named part does without. */
  readonly required: boolean
}

export type ShopFacts = {
  readonly name: string
  readonly domain: string
  readonly currency: string
  readonly timezone: string
  readonly plan: string
  /** Trial and development shops take five new orders a minute. */
  readonly ordersPerMinute: number | null
  readonly appTitle: string
  /** Webhook payloads come in the app's version, not in ours. */
  readonly webhookApiVersion: string
  readonly readsAllOrders: boolean
  readonly missingScopes: readonly ScopeNeed[]
}

/** Writing a thing includes reading it. */
const needs: readonly ScopeNeed[] = [
  need('read_orders', 'find the orders that the shop already has'),
  need('write_orders', 'create orders'),
  need('read_products', 'find the variant that an Amazon line means'),
  need('read_inventory', 'see what can be reserved and when stock comes'),
  need('read_locations', 'know where stock lies and where an order ships from'),
  need(
    'read_merchant_managed_fulfillment_orders',
    'see which location Shopify gave an order to; without it orders look unrouted',
  ),
  need(
    'write_merchant_managed_fulfillment_orders',
    'move an order to a chosen location and, later, ship it',
  ),
  option('read_fulfillments', 'hear at once when an order is fulfilled, by webhook'),
  option('read_all_orders', 'see orders older than 60 days, for backfill and late returns'),
  option('write_inventory', 'keep the stock of both sides in step'),
  option('write_customers', 'make customer records, if the setting asks for them'),
]

/** What the app has to be given, the optional ones too. */
export const wantedScopes: readonly string[] = needs.map(({ scope }) => scope)

const developmentOrdersPerMinute = 5

export async function checkShop(client: ShopifyClient, deadlines: Deadlines): Promise<ShopFacts> {
  const { shop, currentAppInstallation } = await client.run(shopCheck, {}, deadlines)
  const granted = new Set(currentAppInstallation.accessScopes.map((scope) => scope.handle))
  const { plan } = shop
  const development = plan.partnerDevelopment || /trial|development/i.test(plan.publicDisplayName)
  return {
    name: shop.name,
    domain: shop.myshopifyDomain,
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    plan: plan.publicDisplayName,
    ordersPerMinute: development ? developmentOrdersPerMinute : null,
    appTitle: currentAppInstallation.app.title,
    webhookApiVersion: currentAppInstallation.app.webhookApiVersion,
    readsAllOrders: granted.has('read_all_orders'),
    missingScopes: needs.filter(({ scope }) => !isGranted(granted, scope)),
  }
}

function isGranted(granted: ReadonlySet<string>, scope: string): boolean {
  return granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'))
}

function need(scope: string, purpose: string): ScopeNeed {
  return { scope, purpose, required: true }
}

function option(scope: string, purpose: string): ScopeNeed {
  return { scope, purpose, required: false }
}
