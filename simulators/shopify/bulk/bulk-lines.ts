/**
 * The lines of a result (JSONL): every node of a connection is a line of its own, without the connections in it; a nested one
 * names the node around it as `__parentId`. Not grouped, children come behind all parents of their part; grouped, right
 * behind their own.
 */
import type { ConnectionPlan } from './bulk-query-rules.ts'

export type Lines = {
  readonly roots: string[]
  readonly children: string[]
}

type Json = Record<string, unknown>

/** The lines of one answer of the query, or of a part of it. */
export function linesOf(
  data: Json,
  connections: readonly ConnectionPlan[],
  groupObjects: boolean,
): Lines {
  const roots: string[] = []
  const children: string[] = []
  const emit = (
    owner: Json,
    plans: readonly ConnectionPlan[],
    parentId: unknown,
    into: string[],
  ): void => {
    for (const { path, field, inner } of plans) {
      const holder = follow(owner, path)
      const connection = holder?.[field] as { edges?: { node?: Json | null }[] } | null | undefined
      for (const edge of connection?.edges ?? []) {
        const { node } = edge
        if (node == null) continue
        const parent = parentId === undefined ? {} : { __parentId: parentId }
        into.push(JSON.stringify({ ...without(node, inner), ...parent }))
        emit(node, inner, node.id, groupObjects ? into : children)
      }
    }
  }
  emit(data, connections, undefined, roots)
  return { roots, children }
}

function follow(owner: Json, path: readonly string[]): Json | undefined {
  let at: Json | undefined = owner
  for (const name of path) at = at?.[name] as Json | undefined
  return at ?? undefined
}

/** The node without the connections that hang somewhere in it. */
function without(node: Json, inner: readonly ConnectionPlan[]): Json {
  const copy: Json = { ...node }
  for (const { path, field } of inner) {
    const [first, ...rest] = path
    if (first === undefined) delete copy[field]
    else if (typeof copy[first] === 'object' && copy[first] !== null) {
      copy[first] = without(copy[first] as Json, [{ path: rest, field, inner: [] }])
    }
  }
  return copy
}
