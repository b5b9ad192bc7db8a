/**
 * Giving access by OAuth: a person goes to the platform and comes back with a code. What comes back counts only
 * with a state that this very session began within ten minutes, once; Shopify's also with its signature.
 */
import type { AccountId } from '../../core/ids.ts'
import { addOauthState, type Door, takeOauthState } from '../../store/set-up.ts'
import { type Actor, requireRole } from '../actor.ts'
import { OperationError } from '../operation-error.ts'
import { hashToken, newToken } from '../people/one-time-token.ts'
import { enter, meantSetUp, requireOwnGround, type SetUpDeps, setUpIncomplete } from './set-up.ts'
import type { MeantConnection } from './set-up-port.ts'

const stateLivesMs = 10 * 60_000

export type Way = {
  readonly door: Door
  readonly sessionId: string
  /** Where the platform sends the person back to. */
  readonly redirectUri: string
}

/** The address at the platform that the person is sent to. */
export async function beginAccess(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
  { door, sessionId, redirectUri }: Way,
): Promise<string> {
  const meant = await meantSetUp(deps, actor, accountId)
  requireOwnGround(meant)
  const missing = missingFor(door, meant)
  if (missing.length > 0) throw setUpIncomplete(missing)
  const { token, tokenHash } = newToken()
  const state = { stateHash: tokenHash, accountId, door, sessionId }
  await deps.db.transaction().execute((trx) => addOauthState(trx, state, stateLivesMs))
  return deps.port.authoriseUrl(door, meant, { redirectUri, state: token })
}

/** Keeps what the code is worth, sealed. Throws OperationError OAUTH_… */
export async function finishAccess(
  deps: SetUpDeps,
  actor: Actor,
  accountId: AccountId,
  way: Way & { readonly query: URLSearchParams },
): Promise<void> {
  requireRole(actor, 'owner')
  const { door, query, sessionId, redirectUri } = way
  const stateHash = hashToken(query.get('state') ?? '')
  if (!(await takeOauthState(deps.db, { stateHash, accountId, door, sessionId }))) {
    const cause = 'The way back from the platform is not the one that you began.'
    throw new OperationError(
      'OAUTH_STATE_REFUSED',
      cause,
      'Begin again from Set-up, in one window.',
    )
  }
  const meant = await meantSetUp(deps, actor, accountId)
  if (door === 'shopify') requireShopifys(deps, meant, query)
  const code = query.get(door === 'shopify' ? 'code' : 'spapi_oauth_code') ?? ''
  if (code === '') {
    const cause = 'The platform came back without giving access.'
    throw new OperationError('OAUTH_DENIED', cause, 'Give access there, or enter the keys by hand.')
  }
  const said = await deps.port.tokenForCode(door, meant, { code, redirectUri })
  if (said.is === 'refused') throw new OperationError('OAUTH_CODE_REFUSED', said.text, said.fix)
  const token = said.result
  if (door === 'shopify' && meant.shopify !== null) {
    const shopify = { ...meant.shopify, how: 'oauth' as const }
    await enter(deps, actor, accountId, { shopify }, { 'shopify-token': token })
  }
  if (door === 'amazon' && meant.amazon !== null) {
    const amazon = { ...meant.amazon, sellerId: sellerOf(query) ?? meant.amazon.sellerId }
    await enter(deps, actor, accountId, { amazon }, { 'amazon-refresh-token': token })
  }
}

function missingFor(door: Door, { amazon, shopify, secrets }: MeantConnection): string[] {
  const secret = secrets[`${door}-secret`] === undefined ? ['clientSecret'] : []
  if (door === 'shopify') return shopify === null ? ['shop', 'clientId', ...secret] : secret
  if (amazon === null) return ['clientId', 'applicationId', ...secret]
  return amazon.applicationId === null ? ['applicationId', ...secret] : secret
}

/** Signed with the app's secret, and by the shop that was meant. */
function requireShopifys(deps: SetUpDeps, meant: MeantConnection, query: URLSearchParams): void {
  if (!deps.port.isSignedByShopify(query, meant.secrets['shopify-secret'] ?? '')) {
    const cause = 'The way back is not signed with the secret of the app.'
    const fix = 'Check the client secret in Set-up, then begin again.'
    throw new OperationError('OAUTH_SIGNATURE_REFUSED', cause, fix)
  }
  if (query.get('shop') === meant.shopify?.shop) return
  const cause = 'Another shop than the one in Set-up gave access.'
  throw new OperationError(
    'OAUTH_SHOP_REFUSED',
    cause,
    'Sign in to the right shop, then begin again.',
  )
}

function sellerOf(query: URLSearchParams): string | null {
  const seller = query.get('selling_partner_id') ?? ''
  return /^[A-Z0-9]{10,20}$/.test(seller) ? seller : null
}
