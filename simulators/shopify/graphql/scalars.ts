/** What Shopify's own scalars accept; scalars made from SDL alone would let anything through. */

const decimal = /^-?\d*\.?\d+$/

/** Why a value does not fit a scalar of this name, or undefined when it does. */
export function scalarProblem(scalar: string, value: unknown): string | undefined {
  switch (scalar) {
    case 'Decimal':
    case 'Money':
      if (typeof value === 'number' && Number.isFinite(value)) return undefined
      return typeof value === 'string' && decimal.test(value.trim())
        ? undefined
        : `invalid decimal '${shown(value)}'`
    case 'DateTime':
    case 'Date':
      return typeof value === 'string' && instantMs(value) !== undefined
        ? undefined
        : `invalid ${scalar} '${shown(value)}'`
    case 'URL':
      return typeof value === 'string' && isUrl(value)
        ? undefined
        : `Invalid url '${shown(value)}', missing scheme`
    case 'UnsignedInt64':
      return /^\d+$/.test(String(value)) ? undefined : `Could not coerce value ${shown(value)}`
    default:
      return undefined
  }
}

/** World time of an ISO 8601 text, or undefined. */
export function instantMs(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)) {
    return undefined
  }
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : ms
}

/** As GraphQL prints a DateTime: whole seconds, UTC. */
export function dateTime(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && URL.canParse(text)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : JSON.stringify(value)
}
