/**
 * Connecting both platforms in the console (R-SETUP-1 to 3): what an owner enters is kept apart, sealed, until
 * everything was checked live; then it becomes the connection. No secret is ever answered.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { type Connection, type CredentialName, readConnection } from '../../store/connections.ts'
import type { Database } from '../../store/pool.ts'
import {
  type EnteredAmazon,
  type EnteredShopify,
  forgetSetUp,
  readSetUp,
  saveEntered,
  saveSetUpSecret,
} from '../../store/set-up.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { CheckLine } from '../doctor/check-line.ts'
import { examine } from '../doctor/examine.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import type { MeantConnection, SetUpPort, SetUpResult } from './set-up-port.ts'

export type SetUpDeps = OperationDeps & {
  readonly port: SetUpPort
  readonly seal: (plain: string, aad: string) => Uint8Array
  readonly open: (sealed: Uint8Array, aad: string) => string
  /** The stored credential of a connection, open; null where there is none. */
  readonly stored: (accountId: AccountId, name: CredentialName) => Promise<string | null>
}

export type SetUpView = MeantConnection & {
  readonly state: 'none' | Connection['state']
  readonly fromEnvironment: boolean
  /** Entered, and not connected yet. */
  readonly changed: boolean
  readonly missing: { readonly amazon: readonly string[]; readonly shopify: readonly string[] }
}

/** With the secrets open: whoever shows it says only whether they are there. */
export async function meantSetUp(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<SetUpView> {
  requireRole(actor, 'owner')
  const connection = await readConnection(deps.db, accountId)
  const entered = await readSetUp(deps.db, accountId)
  const amazon = entered.amazon ?? amazonOf(connection)
  const shopify = entered.shopify ?? (await shopifyOf(deps, connection))
  const secrets = await secretsOf(deps, accountId, entered.secrets)
  const meant = { amazon, shopify, secrets }
  return {
    ...meant,
    state: connection?.state ?? 'none',
    fromEnvironment: deps.port.fromEnvironment,
    changed: entered.amazon !== null || entered.shopify !== null,
    missing: { amazon: missingOfAmazon(meant), shopify: missingOfShopify(meant) },
  }
}

export type AmazonEntry = EnteredAmazon & {
  readonly clientSecret: string | null
  readonly refreshToken: string | null
}

export async function enterAmazon(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
  { clientSecret, refreshToken, ...amazon }: AmazonEntry,
): Promise<void> {
  const secrets = { 'amazon-secret': clientSecret, 'amazon-refresh-token': refreshToken }
  await enter(deps, actor, accountId, { amazon }, secrets)
}

export type ShopifyEntry = EnteredShopify & { readonly clientSecret: string | null }

export async function enterShopify(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
  { clientSecret, ...shopify }: ShopifyEntry,
): Promise<void> {
  await enter(deps, actor, accountId, { shopify }, { 'shopify-secret': clientSecret })
}

/** Throws away what was entered and not connected. */
export async function forgetEntered(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<void> {
  requireRole(actor, 'owner')
  await deps.db.transaction().execute(async (trx) => {
    await forgetSetUp(trx, accountId)
    await note(trx, actor, accountId, 'forget-set-up', {})
  })
}

/** The doctor's own checks, of what was entered. */
export async function checkSetUp(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<CheckLine[]> {
  const view = await meantSetUp(deps, actor, accountId)
  requireComplete(view)
  return examine(actor, await deps.port.probes(view))
}

export async function connectSetUp(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<SetUpResult> {
  const view = await meantSetUp(deps, actor, accountId)
  requireOwnGround(view)
  requireComplete(view)
  await requireSameShop(deps.db, accountId, view)
  const said = await deps.port.connect(view, actorName(actor))
  if (said.is === 'refused') throw new OperationError('PLATFORM_REFUSED', said.text, said.fix)
  const { result } = said
  await deps.db.transaction().execute(async (trx) => {
    await forgetSetUp(trx, accountId)
    const { marketplaces } = result
    await note(trx, actor, accountId, 'connect-in-console', { marketplaces })
  })
  return result
}

/** For a token that came by OAuth, too. */
export async function enter(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
  entered: { readonly amazon: EnteredAmazon } | { readonly shopify: EnteredShopify },
  secrets: Readonly<Partial<Record<CredentialName, string | null>>>,
): Promise<void> {
  requireRole(actor, 'owner')
  requireOwnGround({ fromEnvironment: deps.port.fromEnvironment })
  const given = Object.entries(secrets).filter(([, plain]) => plain !== null && plain !== '')
  await deps.db.transaction().execute(async (trx) => {
    await saveEntered(trx, accountId, entered)
    for (const [name, plain] of given as [CredentialName, string][]) {
      await saveSetUpSecret(trx, accountId, name, deps.seal(plain, setUpAad(accountId, name)))
    }
    const [door = ''] = Object.keys(entered)
    await note(trx, actor, accountId, 'enter-set-up', { door, secrets: given.map(([one]) => one) })
  })
}

function setUpAad(accountId: AccountId, name: CredentialName): string {
  return `set-up:${accountId}:${name}`
}

const names = ['amazon-secret', 'amazon-refresh-token', 'shopify-secret', 'shopify-token'] as const

async function secretsOf(
  deps: SetUpDeps,
  accountId: AccountId,
  sealed: Readonly<Partial<Record<CredentialName, Uint8Array>>>,
): Promise<MeantConnection['secrets']> {
  const known: Partial<Record<CredentialName, string>> = {}
  for (const name of names) {
    const own = sealed[name]
    const plain =
      own === undefined
        ? await deps.stored(accountId, name)
        : deps.open(own, setUpAad(accountId, name))
    if (plain !== null && plain !== '') known[name] = plain
  }
  return known
}

function amazonOf(connection: Connection | null): EnteredAmazon | null {
  if (connection === null) return null
  const { region, clientId, sellerId } = connection.amazon
  return { region, clientId, sellerId, applicationId: null }
}

async function shopifyOf(
  deps: SetUpDeps,
  connection: Connection | null,
): Promise<EnteredShopify | null> {
  if (connection === null) return null
  const { shop, clientId } = connection.shopify
  const token = await deps.stored(connection.accountId, 'shopify-token')
  return { shop, clientId: clientId ?? '', how: token === null ? 'client-credentials' : 'oauth' }
}

function missingOfAmazon({ amazon, secrets }: MeantConnection): string[] {
  return [
    ...(amazon === null ? ['clientId'] : []),
    ...(secrets['amazon-secret'] === undefined ? ['clientSecret'] : []),
    ...(secrets['amazon-refresh-token'] === undefined ? ['refreshToken'] : []),
  ]
}

function missingOfShopify({ shopify, secrets }: MeantConnection): string[] {
  return [
    ...(shopify === null ? ['shop', 'clientId'] : []),
    ...(secrets['shopify-secret'] === undefined ? ['clientSecret'] : []),
    ...(shopify?.how === 'oauth' && secrets['shopify-token'] === undefined ? ['token'] : []),
  ]
}

/** What the environment says is said anew at each start, so another word here would not last. */
export function requireOwnGround({ fromEnvironment }: { readonly fromEnvironment: boolean }): void {
  if (!fromEnvironment) return
  throw new OperationError(
    'SETUP_FROM_ENVIRONMENT',
    'The AMAZON_… and SHOPIFY_… variables of the environment describe the connection.',
    'Change them there, or take them away and restart; then it is set up here.',
  )
}

function requireComplete({ missing }: SetUpView): void {
  const all = [
    ...missing.amazon.map((name) => `Amazon ${name}`),
    ...missing.shopify.map((name) => `Shopify ${name}`),
  ]
  if (all.length === 0) return
  throw setUpIncomplete(all)
}

export function setUpIncomplete(missing: readonly string[]): OperationError {
  return new OperationError(
    'SETUP_INCOMPLETE',
    `Something is missing: ${missing.join(', ')}.`,
    'Enter what is named, then try again.',
  )
}

/** The books of one shop are none of another's. */
async function requireSameShop(
  db: Database,
  accountId: AccountId,
  { amazon, shopify }: MeantConnection,
): Promise<void> {
  const before = await readConnection(db, accountId)
  if (before === null) return
  const seller = amazon?.sellerId ?? null
  const otherSeller =
    seller !== null && before.amazon.sellerId !== null && seller !== before.amazon.sellerId
  if (shopify?.shop === before.shopify.shop && !otherSeller) return
  throw new OperationError(
    'SETUP_OTHER_SHOP',
    'This installation has the books of another shop or seller account.',
    'Set up another installation with a database of its own for it.',
  )
}

async function note(
  trx: Database,
  actor: Actor,
  accountId: AccountId,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeAudit(trx, accountId, { actor: actorName(actor), action, subject: accountId, detail })
}
