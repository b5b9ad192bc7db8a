/**
 * GET /admin/oauth/authorize: the merchant says yes at once, and the browser is sent back with a code, signed with
 * the app's secret. Source: Shopify developer documentation, authorization code grant, read 2026-11-22.
 */
import { createHmac } from 'node:crypto'
import { textAnswer, type WireAnswer, type WireRequest } from '../../kit/wire.ts'
import type { ShopWorld } from '../shop-world.ts'

export function answerAuthorise(world: ShopWorld, { query }: WireRequest): WireAnswer {
  const { settings, installation } = world
  const back = query.get('redirect_uri') ?? ''
  if (query.get('client_id') !== settings.clientId || !URL.canParse(back)) {
    return textAnswer(400, 'Oauth error invalid_request: The redirect_uri is not whitelisted')
  }
  const given = {
    code: installation.issueCode(),
    host: Buffer.from(`admin.shopify.com/store/${settings.shop}`).toString('base64'),
    shop: settings.shop,
    state: query.get('state') ?? '',
    timestamp: `${Math.floor(world.clock.nowMs() / 1_000)}`,
  }
  const message = Object.entries(given)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const hmac = createHmac('sha256', settings.clientSecret).update(message).digest('hex')
  const location = new URL(back)
  for (const [name, value] of Object.entries({ ...given, hmac })) {
    location.searchParams.set(name, value)
  }
  return textAnswer(302, '', { location: location.href })
}
