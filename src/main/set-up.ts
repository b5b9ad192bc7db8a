/** Joins set-up in the console with the platforms: their clients are built from what an owner entered. */
import { monotonic } from '../clock.ts'
import type { Env } from '../config/env.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { App } from '../main.ts'
import type { LocationChoice } from '../operations/connection/choose-location.ts'
import type {
  MeantConnection,
  PlatformSays,
  SetUpPort,
  SetUpResult,
} from '../operations/connection/set-up-port.ts'
import { consentUrl, refreshTokenForCode } from '../platforms/amazon/oauth.ts'
import { authoriseUrl, isSignedByShopify, tokenForCode } from '../platforms/shopify/oauth.ts'
import { wantedScopes } from '../platforms/shopify/shop-check.ts'
import { readConnection } from '../store/connections.ts'
import { userAgent } from './account.ts'
import { connectFromEnv, defaultAccountId, describesConnection } from './connect.ts'
import { doctorProbes } from './doctor-probes.ts'
import { platformWords } from './failure-words.ts'
import { publicUrl } from './public-url.ts'

/** `servedUrl`: where the API listens, once it does. */
export function setUpPort(app: App, env: Env, servedUrl: () => string): SetUpPort {
  const shopUrl = (shop: string) => env.SHOPIFY_API_URL ?? `https://${shop}`
  return {
    fromEnvironment: describesConnection(env),
    scopes: wantedScopes,
    authoriseUrl(door, { amazon, shopify }, { redirectUri, state }) {
      if (door === 'shopify') {
        const { shop = '', clientId = '' } = shopify ?? {}
        return authoriseUrl(shopUrl(shop), { clientId, scopes: wantedScopes, redirectUri, state })
      }
      const { region = 'eu', applicationId } = amazon ?? {}
      const where = { region, base: env.AMAZON_SELLER_CENTRAL_URL }
      return consentUrl(where, { applicationId: applicationId ?? '', redirectUri, state })
    },
    isSignedByShopify,
    tokenForCode: (door, { amazon, shopify, secrets }, { code, redirectUri }) =>
      inWords(() => {
        const { door: way } = app
        if (door === 'shopify') {
          const { shop = '', clientId = '' } = shopify ?? {}
          const clientSecret = secrets['shopify-secret'] ?? ''
          const given = { clientId, clientSecret, code }
          return tokenForCode({ door: way, monotonic }, shopUrl(shop), given)
        }
        const clientSecret = secrets['amazon-secret'] ?? ''
        const parts = { door: way, monotonic, lwaUrl: env.AMAZON_LWA_URL, userAgent }
        const clientId = amazon?.clientId ?? ''
        return refreshTokenForCode(parts, { clientId, clientSecret, code, redirectUri })
      }),
    probes: (meant) => doctorProbes(app, envWith(env, meant), defaultAccountId),
    connect: (meant, by) => inWords(() => connect(app, envWith(env, meant), by, servedUrl())),
  }
}

async function connect(app: App, env: Env, by: string, served: string): Promise<SetUpResult> {
  const { accountId, location } = await connectFromEnv(app, env, by, publicUrl(env, served))
  const connection = await readConnection(app.db, accountId)
  return {
    marketplaces: connection?.amazon.marketplaceIds.length ?? 0,
    currency: connection?.shopify.currency ?? '',
    location: placeOf(location),
  }
}

function placeOf({ is }: LocationChoice): SetUpResult['location'] {
  return is
}

/** As the environment would say it; queue and hosts are its own. */
function envWith(env: Env, { amazon, shopify, secrets }: MeantConnection): Env {
  return {
    ...env,
    AMAZON_CLIENT_ID: amazon?.clientId,
    AMAZON_CLIENT_SECRET: secrets['amazon-secret'],
    AMAZON_REFRESH_TOKEN: secrets['amazon-refresh-token'],
    AMAZON_SELLER_ID: amazon?.sellerId ?? undefined,
    AMAZON_REGION: amazon?.region ?? env.AMAZON_REGION,
    SHOPIFY_SHOP: shopify?.shop,
    SHOPIFY_CLIENT_ID: shopify?.clientId,
    SHOPIFY_CLIENT_SECRET: secrets['shopify-secret'],
    SHOPIFY_ACCESS_TOKEN: shopify?.how === 'oauth' ? secrets['shopify-token'] : undefined,
  }
}

async function inWords<Result>(ask: () => Promise<Result>): Promise<PlatformSays<Result>> {
  try {
    return { is: 'done', result: await ask() }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const { text, fix } = platformWords(error.facts)
    return { is: 'refused', text, fix }
  }
}
