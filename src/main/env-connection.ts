/** The connection that the environment describes, with its secrets, before anything is stored. */
import type { Env } from '../config/env.ts'
import type { AccountId } from '../core/ids.ts'
import type { Connection, CredentialName } from '../store/connections.ts'
import type { SecretOf } from './account.ts'

const amazonHosts = {
  na: 'https://sellingpartnerapi-na.amazon.com',
  eu: 'https://sellingpartnerapi-eu.amazon.com',
  fe: 'https://sellingpartnerapi-fe.amazon.com',
} as const

export type DescribedConnection = {
  readonly connection: Pick<Connection, 'accountId' | 'amazon' | 'shopify'>
  readonly secret: SecretOf
}

/** Null when the environment does not describe one. */
export function connectionOfEnv(env: Env, accountId: AccountId): DescribedConnection | null {
  const { AMAZON_CLIENT_ID: clientId, SHOPIFY_SHOP: shop } = env
  if (clientId === undefined || shop === undefined) return null
  const secrets: Readonly<Record<CredentialName, string | undefined>> = {
    'amazon-secret': env.AMAZON_CLIENT_SECRET,
    'amazon-refresh-token': env.AMAZON_REFRESH_TOKEN,
    'shopify-secret': env.SHOPIFY_CLIENT_SECRET,
    'shopify-token': env.SHOPIFY_ACCESS_TOKEN,
  }
  return {
    secret: async (name) => secrets[name] ?? null,
    connection: {
      accountId,
      amazon: {
        sellerId: null,
        region: env.AMAZON_REGION,
        apiUrl: env.AMAZON_API_URL ?? amazonHosts[env.AMAZON_REGION],
        lwaUrl: env.AMAZON_LWA_URL,
        clientId,
        marketplaceIds: [],
        queueUrl: env.AMAZON_SQS_QUEUE_URL ?? null,
      },
      shopify: {
        shop,
        apiUrl: env.SHOPIFY_API_URL ?? `https://${shop}`,
        clientId: env.SHOPIFY_CLIENT_ID ?? null,
        currency: null,
        readsAllOrders: false,
      },
    },
  }
}
