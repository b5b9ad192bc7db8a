/** Numbers and ids from a seed (sfc32), so that a world is the same on every run. Never `Math.random()`. */

export type SeededRandom = {
  /** 0 <= x < 1 */
  next(): number
  /** Whole number, both ends included. */
  int(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  /** n decimal digits; the first one is never 0. */
  digits(n: number): string
  hex(n: number): string
  chance(p: number): boolean
  /** Looks like a random UUID. */
  uuid(): string
  /** A stream of its own, so that more draws in one place do not change another. */
  fork(label: string): SeededRandom
}

export function createSeededRandom(seed: number): SeededRandom {
  const next = sfc32(seed)
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const text = (n: number, alphabet: string): string => {
    let made = ''
    for (let i = 0; i < n; i += 1) made += alphabet[int(0, alphabet.length - 1)]
    return made
  }
  const hex = (n: number): string => text(n, '0123456789abcdef')
  return {
    next,
    int,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)]
      if (chosen === undefined) throw new Error('pick from an empty list')
      return chosen
    },
    digits: (n) => text(1, '123456789') + text(n - 1, '0123456789'),
    hex,
    chance: (p) => next() < p,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${text(1, '89ab')}${hex(3)}-${hex(12)}`,
    fork: (label) => createSeededRandom(seed ^ labelHash(label)),
  }
}

function sfc32(seed: number): () => number {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = seed | 0
  let counter = 1
  const draw = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i += 1) draw()
  return draw
}

function labelHash(label: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < label.length; i += 1) {
    hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193)
  }
  return hash | 0
}
