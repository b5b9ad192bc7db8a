/** The shop and the installed app as GraphQL sees them. */

import { gid } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { dateTime } from '../graphql/scalars.ts'
import type { ShopifyPlan } from '../settings.ts'

const planNames: Readonly<Record<ShopifyPlan, string>> = {
  standard: 'Basic',
  advanced: 'Advanced',
  plus: 'Shopify Plus',
}

export function shopView(_args: object, { world }: GraphqlContext): object {
  const { settings } = world
  const { plan, ordersPerMinute } = settings
  const name = planNames[plan]
  return {
    id: gid('Shop', world.shopId),
    name: settings.shopName,
    myshopifyDomain: settings.shop,
    email: `shop@${settings.shop}`,
    currencyCode: settings.currency,
    ianaTimezone: 'Etc/UTC',
    taxesIncluded: false,
    createdAt: dateTime(world.createdAtMs),
    url: `https://${settings.shop}`,
    plan: {
      displayName: name,
      publicDisplayName: name,
      // A limit of orders a minute exists only on trial and development shops.
      partnerDevelopment: ordersPerMinute > 0,
      shopifyPlus: plan === 'plus',
    },
    primaryDomain: {
      id: gid('Domain', world.shopId),
      host: settings.shop,
      url: `https://${settings.shop}`,
      sslEnabled: true,
    },
  }
}

export function installationView(_args: object, { world }: GraphqlContext): object {
  const { installation, settings } = world
  return {
    id: installation.installationId,
    accessScopes: [...installation.scopes()].map((handle) => ({ handle, description: handle })),
    app: {
      id: installation.app.id,
      title: installation.app.name,
      handle: 'crossdock',
      apiKey: settings.clientId,
      webhookApiVersion: '2026-10',
    },
  }
}
