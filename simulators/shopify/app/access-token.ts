/**
 * POST /admin/oauth/access_token with the client-credentials grant or for a code, as form or JSON.
 * The words of its refusals are not in the recorded facts; OAuth's own error names stand in.
 */
import { jsonAnswer, type WireAnswer, type WireRequest } from '../../kit/wire.ts'
import type { ShopWorld } from '../shop-world.ts'
import { tokenLifeSeconds } from './installation.ts'

/** Issues a token, or refuses by name of what is wrong. */
export function answerTokenRequest(world: ShopWorld, request: WireRequest): WireAnswer {
  const given = parseForm(request)
  const { settings, installation } = world
  const forCode = given.grant_type === undefined && given.code !== undefined
  if (!forCode && given.grant_type !== 'client_credentials') {
    return refusal('unsupported_grant_type', 'Only client_credentials and codes are simulated.')
  }
  if (given.client_id !== settings.clientId) {
    return refusal(
      'application_cannot_be_found',
      'Could not find an application with this client id.',
    )
  }
  if (given.client_secret !== settings.clientSecret) {
    return refusal('invalid_client', 'The client secret does not belong to this application.')
  }
  if (!installation.installed()) {
    return refusal('app_not_installed', 'The application is not installed on this shop.')
  }
  if (forCode && !installation.takeCode(given.code ?? '')) {
    return refusal('invalid_request', 'The authorization code was not found or was already used')
  }
  return jsonAnswer(200, {
    access_token: installation.issueToken(),
    scope: grantedScopes(installation.scopes()),
    expires_in: tokenLifeSeconds,
  })
}

function refusal(error: string, description: string): WireAnswer {
  return jsonAnswer(400, { error, error_description: description })
}

/** Shopify leaves out a read scope that the write scope of the same name includes. */
function grantedScopes(scopes: ReadonlySet<string>): string {
  return [...scopes]
    .filter((scope) => !(scope.startsWith('read_') && scopes.has(`write_${scope.slice(5)}`)))
    .join(',')
}

function parseForm(request: WireRequest): Record<string, string> {
  const type = request.headers['content-type'] ?? ''
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(request.body))
  try {
    const body: unknown = JSON.parse(request.body)
    return typeof body === 'object' && body !== null ? (body as Record<string, string>) : {}
  } catch {
    return {}
  }
}
