/**
 * Amazon's service levels beside the shop's shipping methods, both ways (B13): the import names the
 * shipping line by the level, and a confirmation says the line's level back in Amazon's words. The levels
 * are those of Orders API 2026-01-01, read 2026-11; what is not among them keeps its own name.
 */
export type MethodRule = {
  readonly serviceLevel: string
  /** Null: in every marketplace that has no rule of its own. */
  readonly marketplaceId: string | null
  /** The shipping method as the shop calls it. */
  readonly shopify: string
}

type Promised = {
  readonly serviceLevel: string | null
  readonly marketplaceId: string | null
}

const words: ReadonlyMap<string, string> = new Map([
  ['STANDARD', 'Standard'],
  ['EXPEDITED', 'Expedited'],
  ['SECOND_DAY', 'Second day'],
  ['NEXT_DAY', 'Next day'],
  ['SAME_DAY', 'Same day'],
  ['PRIORITY', 'Priority'],
  ['SCHEDULED', 'Scheduled'],
  ['FREE_ECONOMY', 'Free economy'],
])

/** Amazon takes no longer text. */
const methodMaxChars = 50

/** What the shop calls the speed that Amazon promised; null when Amazon named none. */
export function shopMethod(order: Promised, rules: readonly MethodRule[]): string | null {
  const { serviceLevel } = order
  if (serviceLevel === null) return null
  return namesOf(serviceLevel, order, rules)[0] ?? serviceLevel
}

/**
 * The speed of a shipping line for Amazon. Several levels may have one name in the shop: then the one that
 * Amazon promised counts. A line that stands for no level is told as it is.
 */
export function amazonMethod(
  title: string | null,
  order: Promised,
  rules: readonly MethodRule[],
): string | null {
  const name = (title ?? '').trim()
  if (name === '') return null
  const ruled = rules.map(({ serviceLevel }) => serviceLevel)
  const promised = order.serviceLevel === null ? [] : [order.serviceLevel]
  const meant = [...promised, ...ruled, ...words.keys()].find((level) =>
    [...namesOf(level, order, rules), level].some((one) => isSame(one, name)),
  )
  const told = meant === undefined ? name : (words.get(meant) ?? meant)
  return told.slice(0, methodMaxChars)
}

/** The name that counts first: the marketplace's own rule, then the rule for all, then Amazon's word. */
function namesOf(
  level: string,
  { marketplaceId }: Promised,
  rules: readonly MethodRule[],
): string[] {
  const fits = rules.filter(({ serviceLevel }) => isSame(serviceLevel, level))
  const all = fits.filter((rule) => rule.marketplaceId === null)
  const here = fits.filter((rule) => !all.includes(rule) && rule.marketplaceId === marketplaceId)
  const word = words.get(level)
  return [...[...here, ...all].map(({ shopify }) => shopify), ...(word === undefined ? [] : [word])]
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
