/** The shop's Admin API as its merchant's own tools ask it: not through Crossdock's client. */
import type { Addresses } from './simulators.ts'

export type Ask = <T>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<T>

export async function shopAdmin({ shopifyUrl, shopify }: Addresses): Promise<Ask> {
  const granted = await fetch(`${shopifyUrl}/admin/oauth/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: shopify.clientId,
      client_secret: shopify.clientSecret,
    }),
  })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  return async <T>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const answer = await fetch(`${shopifyUrl}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
      body: JSON.stringify({ query, variables }),
    })
    const body = (await answer.json()) as { data?: T; errors?: unknown }
    if (body.data === undefined || body.errors !== undefined) {
      throw new Error(`the shop answered ${JSON.stringify(body.errors)}`)
    }
    return body.data
  }
}

/** The gid of the shop's first location. */
export async function firstLocation(ask: Ask): Promise<string> {
  const { locations } = await ask<{ locations: { nodes: { id: string }[] } }>(
    '{ locations(first: 1) { nodes { id } } }',
  )
  return locations.nodes[0]?.id ?? ''
}
