/**
 * metafieldDefinitionCreate and reads of definitions. Documented: type `id` makes values unique by itself and
 * refuses to be told otherwise; uniqueness cannot be put on a name that metafields already use.
 */

import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated } from '../graphql/errors.ts'
import type { MetafieldDefinition } from '../records.ts'
import { fullNamespace } from './metafield-fields.ts'

type DefinitionInput = {
  readonly namespace?: string | null
  readonly key: string
  readonly name: string
  readonly description?: string | null
  readonly ownerType: string
  readonly type: string
  readonly capabilities?: { readonly uniqueValues?: { readonly enabled: boolean } | null } | null
  readonly validations?: readonly object[] | null
}

type UserError = { code: string; field: string[]; message: string }
type Payload = { createdDefinition: MetafieldDefinition | null; userErrors: UserError[] }

export function createDefinition(
  args: { definition: DefinitionInput },
  context: GraphqlContext,
): Payload {
  const { definition: input } = args
  const { world } = context
  if (input.ownerType !== 'ORDER') throw new NotSimulated(`metafields of ${input.ownerType}`)
  const namespace = fullNamespace(input.namespace, world.installation.appNumber)
  const asked = input.capabilities?.uniqueValues?.enabled
  const uniqueValues = input.type === 'id' || asked === true
  const error = context.refuse
    ? refusal('INVALID', 'key', 'Key is invalid')
    : definitionError(context, input, namespace, uniqueValues)
  if (error !== undefined) return { createdDefinition: null, userErrors: [error] }
  const created: MetafieldDefinition = {
    id: world.identifiers.gid('MetafieldDefinition'),
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    ownerType: input.ownerType,
    uniqueValues,
  }
  if (!context.drop) {
    world.definitions.push(created)
    context.effects.push(`defined ${namespace}.${input.key}`)
  }
  return { createdDefinition: created, userErrors: [] }
}

type DefinitionsArguments = PageArguments & {
  readonly ownerType: string
  readonly namespace?: string | null
  readonly key?: string | null
}

export function definitions(args: DefinitionsArguments, context: GraphqlContext): object {
  const { world } = context
  const wanted =
    args.namespace == null ? null : fullNamespace(args.namespace, world.installation.appNumber)
  const rows = world.definitions.filter(
    (one) =>
      one.ownerType === args.ownerType &&
      (wanted === null || one.namespace === wanted) &&
      (args.key == null || one.key === args.key),
  )
  return pageOfList(rows, args, context, (one) => one.id)
}

type IdentifierArguments = {
  readonly identifier?: { ownerType: string; namespace?: string | null; key: string } | null
}

export function definitionByIdentifier(
  args: IdentifierArguments,
  context: GraphqlContext,
): MetafieldDefinition | null {
  const { identifier } = args
  if (identifier == null) return null
  const { world } = context
  const namespace = fullNamespace(identifier.namespace, world.installation.appNumber)
  return (
    world.definitions.find(
      (one) =>
        one.ownerType === identifier.ownerType &&
        one.namespace === namespace &&
        one.key === identifier.key,
    ) ?? null
  )
}

type Of = Resolver<MetafieldDefinition>

export const definitionFields = {
  type: ((one) => ({ name: one.type, category: one.type === 'id' ? 'ID' : 'TEXT' })) as Of,
  capabilities: ((one) => ({
    uniqueValues: { eligible: true, enabled: one.uniqueValues },
  })) as Of,
  metafieldsCount: ((one, _args, { world }) => {
    let count = 0
    for (const order of world.orders.all()) {
      count += order.metafields.filter(
        (field) => field.namespace === one.namespace && field.key === one.key,
      ).length
    }
    return count
  }) as Of,
  validationStatus: (() => 'ALL_VALID') as Of,
}

function definitionError(
  context: GraphqlContext,
  input: DefinitionInput,
  namespace: string,
  uniqueValues: boolean,
): UserError | undefined {
  const { world } = context
  const { key } = input
  if (key.length < 2)
    return refusal('TOO_SHORT', 'key', 'Key is too short (minimum is 2 characters)')
  if (!/^[\w-]+$/.test(key)) {
    return refusal('INVALID_CHARACTER', 'key', 'Key contains one or more invalid characters.')
  }
  const taken = world.definitions.some(
    (one) => one.ownerType === input.ownerType && one.namespace === namespace && one.key === key,
  )
  if (taken) {
    return refusal(
      'TAKEN',
      'key',
      `Key is in use for Order metafields on the '${namespace}' namespace.`,
    )
  }
  if (input.type === 'id' && input.capabilities?.uniqueValues?.enabled === false) {
    const text = 'The unique values capability must be enabled for this type.' // own words
    return refusal('CAPABILITY_REQUIRED_BUT_DISABLED', 'capabilities', text)
  }
  if (uniqueValues && world.orders.usesMetafield(namespace, key)) {
    const text = 'Unique values cannot be enabled while metafields exist under this key.' // own words
    return refusal('UNSTRUCTURED_ALREADY_EXISTS', 'key', text)
  }
  return undefined
}

function refusal(code: string, field: string, message: string): UserError {
  return { code, field: ['definition', field], message }
}
