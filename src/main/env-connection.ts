/**
 * The connection that the environment describes, with its secrets. Connecting and the doctor read it here,
 * so that what is checked is what is connected.
 */
import { ConfigurationError, type Env } from '../config/env.ts'
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
  readonly secrets: Readonly<Partial<Record<CredentialName, string>>>
}

/** Null when the environment describes none; throws ConfigurationError when it describes half of one. */
export function connectionOfEnv(env: Env, accountId: AccountId): DescribedConnection | null {
  const { AMAZON_CLIENT_ID: clientId, SHOPIFY_SHOP: shop } = env
  if (clientId === undefined && shop === undefined) return null
  if (clientId === undefined) throw halfOf('AMAZON_CLIENT_ID', 'SHOPIFY_SHOP')
  if (shop === undefined) throw halfOf('SHOPIFY_SHOP', 'AMAZON_CLIENT_ID')
  return {
    secrets: secretsOf(env),
    connection: {
      accountId,
      amazon: {
        sellerId: env.AMAZON_SELLER_ID ?? null,
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

/** What the environment gives wins; what it leaves out is as it was stored. */
export function withStored({ secrets }: DescribedConnection, stored: SecretOf): SecretOf {
  return async (name) => {
    const given = secrets[name]
    if (given !== undefined) return given
    return replacesToken(secrets) && name === 'shopify-token' ? null : stored(name)
  }
}

/** An app's id and secret without a token: a token of before would hide them. */
export function replacesToken(secrets: DescribedConnection['secrets']): boolean {
  return secrets['shopify-secret'] !== undefined && secrets['shopify-token'] === undefined
}

function secretsOf(env: Env): DescribedConnection['secrets'] {
  const given: Readonly<Record<CredentialName, string | undefined>> = {
    'amazon-secret': env.AMAZON_CLIENT_SECRET,
    'amazon-refresh-token': env.AMAZON_REFRESH_TOKEN,
    'shopify-secret': env.SHOPIFY_CLIENT_SECRET,
    'shopify-token': env.SHOPIFY_ACCESS_TOKEN,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function halfOf(missing: string, given: string): ConfigurationError {
  return new ConfigurationError(`${missing} is not set, although ${given} is.`)
}
