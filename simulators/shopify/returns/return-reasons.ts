/** The library of reasons for a return; the platform's is larger and open. */
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'

export type ReturnReason = {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly deleted: boolean
}

const names: readonly (readonly [string, string])[] = [
  ['unknown', 'Unknown'],
  ['too-small', 'Too small'],
  ['too-large', 'Too large'],
  ['changed-my-mind', 'Changed my mind'],
  ['not-as-described', 'Not as described'],
  ['wrong-item', 'Wrong item'],
  ['defective', 'Defective'],
  ['other-reason', 'Other'],
]

export const otherReason = 'other-reason'

export const reasons: readonly ReturnReason[] = names.map(([handle, name], at) => ({
  id: `gid://shopify/ReturnReasonDefinition/${at + 1}`,
  handle,
  name,
  deleted: false,
}))

/** The reasons of the old enum, which is deprecated and still taken. */
const byEnum: Readonly<Record<string, string>> = {
  SIZE_TOO_SMALL: 'too-small',
  SIZE_TOO_LARGE: 'too-large',
  UNWANTED: 'changed-my-mind',
  NOT_AS_DESCRIBED: 'not-as-described',
  WRONG_ITEM: 'wrong-item',
  DEFECTIVE: 'defective',
  COLOR: 'not-as-described',
  STYLE: 'changed-my-mind',
  OTHER: otherReason,
  UNKNOWN: 'unknown',
}

export function reasonOf(input: {
  readonly returnReason?: string | null
  readonly returnReasonDefinitionId?: string | null
}): ReturnReason | undefined {
  const { returnReason, returnReasonDefinitionId: id } = input
  if (id != null) return reasons.find((one) => one.id === id)
  const handle = returnReason == null ? undefined : byEnum[returnReason]
  return reasons.find((one) => one.handle === handle)
}

type Filter = PageArguments & {
  readonly ids?: readonly string[] | null
  readonly handles?: readonly string[] | null
}

export function returnReasons(args: Filter, context: GraphqlContext): object {
  const rows = reasons
    .filter((one) => args.ids?.includes(one.id) ?? true)
    .filter((one) => args.handles?.includes(one.handle) ?? true)
  return pageOfList(rows, args, context, (one) => one.id)
}
