/**
 * The squares of a QR code: the marks that a camera looks for, the words along their way, and the mask that
 * leaves the fewest confusing patterns (ISO/IEC 18004, 6.3, 7.7 and 7.8). True is dark.
 */
import { bits, codeWords } from './code-words.ts'
import { masks, penaltyOf, type Squares } from './mask.ts'

/** A square that no mark has taken yet holds null. */
type Draft = (boolean | null)[][]

/** Null for a text that is too long for the versions that we know. */
export function squaresOf(text: string): Squares | null {
  const coded = codeWords(text)
  if (coded === null) return null
  const { version, words } = coded
  const stream = words.flatMap((word) => bits(word, 8))
  const tried = masks.map((isTurned, mask) => {
    const draft = marksOf(version, mask)
    placeBits(draft, stream, isTurned)
    return draft.map((row) => row.map((square) => square === true))
  })
  const penalties = tried.map(penaltyOf)
  return tried[penalties.indexOf(Math.min(...penalties))] ?? null
}

function marksOf(version: number, mask: number): Draft {
  const size = 17 + 4 * version
  const draft: Draft = Array.from({ length: size }, () => Array.from({ length: size }, () => null))
  const set = (row: number, column: number, isDark: boolean) => {
    const line = draft[row]
    if (line !== undefined && column >= 0 && column < size) line[column] = isDark
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    rings(4, (down, right, ring) => set(row + down, column + right, ring !== 2 && ring !== 4))
  }
  const centres = alignments[version - 1] ?? []
  for (const row of centres) {
    for (const column of centres) {
      // The corners have their finder already.
      if (draft[row]?.[column] !== null) continue
      rings(2, (down, right, ring) => set(row + down, column + right, ring !== 1))
    }
  }
  for (let at = 8; at < size - 8; at += 1) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  formatMarks(size, mask, set)
  if (version >= 7) versionMarks(size, version, set)
  return draft
}

/** Centres of the small marks, for rows and columns alike. */
const alignments: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
  [6, 34, 62],
]

function rings(reach: number, draw: (down: number, right: number, ring: number) => void): void {
  for (let down = -reach; down <= reach; down += 1) {
    for (let right = -reach; right <= reach; right += 1) {
      draw(down, right, Math.max(Math.abs(down), Math.abs(right)))
    }
  }
}

type Put = (row: number, column: number, isDark: boolean) => void

/** Level M and the mask, twice; and the one square that is always dark. */
function formatMarks(size: number, mask: number, set: Put): void {
  const format = withCheck(mask, { checkBits: 10, by: 0b10100110111 }) ^ 0b101010000010010
  for (let bit = 0; bit < 15; bit += 1) {
    const isDark = ((format >> bit) & 1) === 1
    // The row and the column of timing squares are stepped over.
    const along = bit < 6 ? bit : bit + 1
    if (bit < 8) {
      set(along, 8, isDark)
      set(8, size - 1 - bit, isDark)
    } else {
      set(8, bit === 8 ? 7 : 14 - bit, isDark)
      set(size - 15 + bit, 8, isDark)
    }
  }
  set(size - 8, 8, true)
}

function versionMarks(size: number, version: number, set: Put): void {
  const marked = withCheck(version, { checkBits: 12, by: 0b1111100100101 })
  for (let bit = 0; bit < 18; bit += 1) {
    const isDark = ((marked >> bit) & 1) === 1
    const [near, far] = [Math.floor(bit / 3), size - 11 + (bit % 3)]
    set(near, far, isDark)
    set(far, near, isDark)
  }
}

/** The number with its check bits behind it, as the remainder of a division by a polynomial. */
export function withCheck(
  number: number,
  { checkBits, by }: { readonly checkBits: number; readonly by: number },
): number {
  let remainder = number << checkBits
  const highest = 31 - Math.clz32(by)
  while (remainder >> checkBits !== 0) {
    remainder ^= by << (31 - Math.clz32(remainder) - highest)
  }
  return (number << checkBits) | remainder
}

/** Two columns at a time from the right, up and down in turns, past what the marks have taken. */
function placeBits(
  draft: Draft,
  stream: readonly number[],
  isTurned: (row: number, column: number) => boolean,
): void {
  const size = draft.length
  let at = 0
  let isUp = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step += 1) {
      const row = isUp ? size - 1 - step : step
      for (const column of [right, right - 1]) {
        const line = draft[row]
        if (line === undefined || line[column] !== null) continue
        line[column] = (stream[at] === 1) !== isTurned(row, column)
        at += 1
      }
    }
    isUp = !isUp
  }
}
