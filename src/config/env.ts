/**
 * Reads the environment. Strict with people: every mistake is named with its fix, all at once; a value
 * is never printed, since it may be a secret.
 */
import { z } from 'zod'
import { judgeHost } from '../core/host-rule.ts'

const url = z.string().superRefine((value, context) => {
  const verdict = judgeHost(value)
  if (!verdict.ok) {
    context.addIssue({
      code: 'custom',
      message: 'must be https, or http on this machine (loopback)',
    })
  }
})
const count = (from: number, to: number) => z.coerce.number().int().min(from).max(to)

export const envShape = z.object({
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Connections to PostgreSQL at most, for each process; one more listens, another while pages are open. */
  CROSSDOCK_DATABASE_CONNECTIONS: count(2, 200).default(20),
  CROSSDOCK_HOME: z.string().min(1).optional(),
  CROSSDOCK_KEY: z.string().min(1).optional(),
  CROSSDOCK_OLD_KEYS: z.string().optional(),
  CROSSDOCK_PORT: count(0, 65_535).default(4_680),
  CROSSDOCK_HOST: z.string().default('127.0.0.1'),
  CROSSDOCK_CONCURRENCY: count(1, 64).default(8),
  CROSSDOCK_ORDERS_AT_ONCE: count(1, 200).default(50),
  /** How long a worker that stands still keeps its keys from the others. */
  CROSSDOCK_LEASE_MS: count(500, 600_000).optional(),
  CROSSDOCK_FAILPOINT: z.string().optional(),
  CROSSDOCK_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CROSSDOCK_SETTINGS: z.string().optional(),
  AMAZON_API_URL: url.optional(),
  AMAZON_LWA_URL: url.default('https://api.amazon.com/auth/o2/token'),
  /** Instead of the Seller Central of the region: where access is given. A simulator's, in tests. */
  AMAZON_SELLER_CENTRAL_URL: url.optional(),
  AMAZON_CLIENT_ID: z.string().optional(),
  AMAZON_CLIENT_SECRET: z.string().optional(),
  AMAZON_REFRESH_TOKEN: z.string().optional(),
  AMAZON_SELLER_ID: z
    .string()
    .regex(/^[A-Z0-9]{10,20}$/)
    .optional(),
  AMAZON_REGION: z.enum(['na', 'eu', 'fe']).default('eu'),
  AMAZON_SQS_URL: url.optional(),
  AMAZON_SQS_QUEUE_URL: url.optional(),
  AMAZON_SQS_QUEUE_ARN: z.string().startsWith('arn:').optional(),
  AMAZON_SQS_REGION: z.string().default('eu-west-1'),
  SHOPIFY_API_URL: url.optional(),
  SHOPIFY_SHOP: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'must look like name.myshopify.com')
    .optional(),
  SHOPIFY_CLIENT_ID: z.string().optional(),
  SHOPIFY_CLIENT_SECRET: z.string().optional(),
  SHOPIFY_ACCESS_TOKEN: z.string().optional(),
  /** Where Shopify reaches us; without it changes are polled. */
  CROSSDOCK_PUBLIC_URL: url.optional(),
})

export type Env = z.output<typeof envShape>

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly code = 'CONFIGURATION'
  readonly fix = 'Correct what is named; docs/operating/configure.md explains every variable.'
}

/** Throws ConfigurationError with one line a mistake. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = envShape.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new ConfigurationError(`The environment has mistakes:\n${lines.join('\n')}`)
}
