/** Shopify's global ids: `gid://shopify/Order/123`. */

/** Makes the global id of a numeric id. */
export function gid(type: string, id: number): string {
  return `gid://shopify/${type}/${id}`
}

/** The numeric id of a global id of this type; a query part behind it is ignored. Otherwise undefined. */
export function numericId(type: string, value: string): number | undefined {
  const prefix = `gid://shopify/${type}/`
  if (!value.startsWith(prefix)) return undefined
  const tail = value.slice(prefix.length).split('?')[0] ?? ''
  return /^\d+$/.test(tail) ? Number(tail) : undefined
}

/** The type name within a global id, or undefined when it is none. */
export function typeOfGid(value: string): string | undefined {
  return /^gid:\/\/shopify\/([A-Za-z]+)\/[^/]+$/.exec(value)?.[1]
}
