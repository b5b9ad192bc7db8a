/** Metafields as GraphQL serves them, and how app-owned namespaces are spelled. */

import { numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { dateTime } from '../graphql/scalars.ts'
import type { Metafield } from '../records.ts'

type Of = Resolver<Metafield>

export const metafieldFields = {
  legacyResourceId: ((field) => String(numericId('Metafield', field.id))) as Of,
  createdAt: ((field) => dateTime(field.createdAtMs)) as Of,
  updatedAt: ((field) => dateTime(field.updatedAtMs)) as Of,
  ownerType: (() => 'ORDER') as Of,
}

export function metafieldOf(
  fields: readonly Metafield[],
  wanted: { namespace?: string | null; key: string },
  context: GraphqlContext,
): Metafield | null {
  const namespace = fullNamespace(wanted.namespace, context.world.installation.appNumber)
  return fields.find((one) => one.namespace === namespace && one.key === wanted.key) ?? null
}

/** `$app` and a missing namespace mean the one that belongs to the calling app. */
export function fullNamespace(namespace: string | null | undefined, appNumber: number): string {
  if (namespace == null || namespace === '$app') return `app--${appNumber}`
  if (namespace.startsWith('$app:')) return `app--${appNumber}--${namespace.slice(5)}`
  return namespace
}
