/** Makes the numeric ids of the simulated shop: rising with gaps, like the platform's, and the same for a seed. */
import type { SeededRandom } from '../kit/seeded-random.ts'

export type Identifiers = {
  /** The next numeric id of this type. */
  next(type: string): number
  /** The next global id of this type. */
  gid(type: string): string
  uuid(): string
  hex(digits: number): string
}

export function createIdentifiers(random: SeededRandom): Identifiers {
  const sequences = new Map<string, { last: number; random: SeededRandom }>()
  const other = random.fork('identifiers')
  const next = (type: string): number => {
    let sequence = sequences.get(type)
    if (!sequence) {
      const own = random.fork(`ids of ${type}`)
      sequence = { last: 5_000_000_000_000 + own.int(0, 900_000_000_000), random: own }
      sequences.set(type, sequence)
    }
    sequence.last += sequence.random.int(1, 65_536)
    return sequence.last
  }
  return {
    next,
    gid: (type) => `gid://shopify/${type}/${next(type)}`,
    uuid: () => other.uuid(),
    hex: (digits) => other.hex(digits),
  }
}
