/** How the API shows set-up: names and whether secrets are there; never a secret. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { SetUpDeps, SetUpView } from '../../operations/connection/set-up.ts'
import type { SetUpDoor, SetUpPort } from '../../operations/connection/set-up-port.ts'
import { OperationError } from '../../operations/operation-error.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'

const from = z.enum(['console', 'environment']).nullable()
const text = z.string().nullable()
const missing = z.array(z.string()).openapi({ description: 'Names of fields' })

export const setUpShape = z
  .object({
    accountId: z.string(),
    state: z.enum(['none', 'connected', 'disconnected']),
    publicUrl: text,
    amazon: z.object({
      from,
      region: z.enum(['eu', 'na', 'fe']),
      clientId: text,
      applicationId: text,
      sellerId: text,
      hasSecret: z.boolean(),
      hasRefreshToken: z.boolean(),
      redirectUri: z.string(),
      canAuthorise: z.boolean(),
      missing,
    }),
    shopify: z.object({
      from,
      shop: text,
      how: z.enum(['client-credentials', 'oauth']).nullable(),
      clientId: text,
      hasSecret: z.boolean(),
      hasToken: z.boolean(),
      redirectUri: z.string(),
      scopes: z.array(z.string()),
      canAuthorise: z.boolean(),
      missing,
    }),
    ready: z.boolean(),
    changed: z.boolean().openapi({ description: 'Entered and not connected yet' }),
  })
  .openapi('SetUp')

/** Without a way to the platforms this server connects nothing. */
export function setUpDeps(parts: HttpParts): SetUpDeps {
  const { deps, sealing, storedSecret, setUp = setUpElsewhere } = parts
  return { ...deps, ...sealing, stored: storedSecret, port: setUp }
}

const setUpElsewhere: SetUpPort = {
  fromEnvironment: true,
  scopes: [],
  authoriseUrl: () => '',
  isSignedByShopify: () => false,
  tokenForCode: () => Promise.reject(elsewhere()),
  probes: () => Promise.reject(elsewhere()),
  connect: () => Promise.reject(elsewhere()),
}

function elsewhere(): OperationError {
  const cause = 'This server connects nothing.'
  return new OperationError('SETUP_FROM_ENVIRONMENT', cause, 'Use the one of crossdock start.')
}

/** Where a platform sends people back to: the address that people use, else the one just asked. */
export function redirectUriOf(
  parts: HttpParts,
  context: Context<HttpEnv>,
  door: SetUpDoor,
): string {
  const base = parts.publicUrl ?? new URL(context.req.url).origin
  return `${base}/api/setup/${door}/return`
}

export function setUpAnswer(
  parts: HttpParts,
  context: Context<HttpEnv>,
  view: SetUpView,
): z.input<typeof setUpShape> {
  const { amazon, shopify, secrets } = view
  const source = view.fromEnvironment ? ('environment' as const) : ('console' as const)
  const has = (secret: keyof typeof secrets) => secrets[secret] !== undefined
  return {
    accountId: context.get('accountId'),
    ...{ state: view.state, publicUrl: parts.publicUrl ?? null, changed: view.changed },
    amazon: {
      from: amazon === null ? null : source,
      region: amazon?.region ?? 'eu',
      clientId: amazon?.clientId ?? null,
      applicationId: amazon?.applicationId ?? null,
      sellerId: amazon?.sellerId ?? null,
      hasSecret: has('amazon-secret'),
      hasRefreshToken: has('amazon-refresh-token'),
      redirectUri: redirectUriOf(parts, context, 'amazon'),
      canAuthorise: amazon?.applicationId != null && has('amazon-secret'),
      missing: [...view.missing.amazon],
    },
    shopify: {
      from: shopify === null ? null : source,
      shop: shopify?.shop ?? null,
      how: shopify?.how ?? null,
      clientId: shopify?.clientId ?? null,
      hasSecret: has('shopify-secret'),
      hasToken: has('shopify-token'),
      redirectUri: redirectUriOf(parts, context, 'shopify'),
      scopes: [...(parts.setUp?.scopes ?? [])],
      canAuthorise: shopify !== null && has('shopify-secret'),
      missing: [...view.missing.shopify],
    },
    ready: view.missing.amazon.length === 0 && view.missing.shopify.length === 0,
  }
}
