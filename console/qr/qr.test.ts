/** A QR code is read back here by a reader of its own, as a camera would: from the squares alone. */
import { describe, expect, test } from 'vitest'
import { codeWords } from './code-words.ts'
import type { Squares } from './mask.ts'
import { checkWords, times } from './reed-solomon.ts'
import { squaresOf, withCheck } from './squares.ts'

const format = { checkBits: 10, by: 0b10100110111 }
const longest = 'ä'.repeat(165)

/** What a reader sees of the format: row 8, from the left, past the timing column. */
function maskOf(squares: Squares): number {
  const columns = [0, 1, 2, 3, 4, 5, 7, 8]
  const seen = columns.map((column) => (squares[8]?.[column] === true ? 1 : 0))
  const [level1, level2, ...mask] = seen.slice(0, 5).map((bit, at) => bit ^ Number('10101'[at]))
  expect([level1, level2]).toEqual([0, 0])
  return mask.reduce((number, bit) => 2 * number + bit, 0)
}

const turns: readonly ((i: number, j: number) => number)[] = [
  (i, j) => (i + j) % 2,
  (i) => i % 2,
  (_, j) => j % 3,
  (i, j) => (i + j) % 3,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
  (i, j) => ((i * j) % 2) + ((i * j) % 3),
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
]

function isMark(size: number, row: number, column: number): boolean {
  if (row === 6 || column === 6) return true
  const version = (size - 17) / 4
  const inCorner = (i: number, j: number) => i < 9 && j < 9
  if (inCorner(row, column) || inCorner(size - row, column) || inCorner(row, size - column)) {
    return true
  }
  if (version >= 7 && (inVersion(size, row, column) || inVersion(size, column, row))) return true
  const far = size - 7
  const middle = version < 7 ? [] : [6 + (far - 6) / 2]
  const centres = version === 1 ? [] : [6, ...middle, far]
  return centres.some((i) =>
    centres.some((j) => {
      const isFinder = (i === 6 && j === 6) || (i === 6 && j === far) || (i === far && j === 6)
      return !isFinder && Math.abs(row - i) <= 2 && Math.abs(column - j) <= 2
    }),
  )
}

function inVersion(size: number, near: number, far: number): boolean {
  return near < 6 && far >= size - 11 && far < size - 8
}

function wordsIn(squares: Squares): number[] {
  const size = squares.length
  const turn = turns[maskOf(squares)]
  const read: boolean[] = []
  let isUp = true
  for (let pair = size - 1; pair > 0; pair -= pair === 8 ? 3 : 2, isUp = !isUp) {
    for (let step = 0; step < size; step += 1) {
      const row = isUp ? size - 1 - step : step
      for (const column of [pair, pair - 1]) {
        if (isMark(size, row, column)) continue
        read.push((squares[row]?.[column] === true) !== (turn?.(row, column) === 0))
      }
    }
  }
  return Array.from({ length: Math.floor(read.length / 8) }, (_, at) =>
    read.slice(8 * at, 8 * at + 8).reduce((word, bit) => 2 * word + Number(bit), 0),
  )
}

/** True when the polynomial of the words is 0 at every root that the check words give it. */
function isWhole(words: readonly number[], checks: number): boolean {
  let root = 1
  for (let power = 0; power < checks; power += 1, root = times(root, 2)) {
    if (words.reduce((sum, word) => times(sum, root) ^ word, 0) !== 0) return false
  }
  return true
}

describe('a QR code', () => {
  test('has the check words of the known example', () => {
    const hello = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
    expect(checkWords(hello, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
  })

  test('has the format and version marks of the standard’s tables', () => {
    expect(withCheck(5, format) ^ 0b101010000010010).toBe(0b100000011001110)
    expect(withCheck(7, { checkBits: 12, by: 0b1111100100101 })).toBe(0b000111110010010100)
  })

  test('is read back whole, with every block of it right', () => {
    const secret =
      'otpauth://totp/Crossdock:asa.lindqvist%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    const text = `${secret}&issuer=Crossdock`
    const squares = squaresOf(text) ?? []
    // 109 bytes: version 7 has four blocks of 31 words and 18 check words for each.
    expect(squares).toHaveLength(45)
    const words = wordsIn(squares)
    const blocks = Array.from({ length: 4 }, (_, block) =>
      words.filter((_word, at) => at % 4 === block),
    )
    expect(blocks.map((block) => [block.length, isWhole(block, 18)])).toEqual(
      blocks.map(() => [49, true]),
    )
    const bytes = blocks.flatMap((block) => block.slice(0, 31))
    const halves = bytes.flatMap((byte) => [byte >> 4, byte & 15])
    const [mode, high = 0, low = 0, ...rest] = halves
    expect([mode, 16 * high + low]).toEqual([4, text.length])
    const read = Array.from({ length: text.length }, (_, at) =>
      String.fromCharCode(16 * (rest[2 * at] ?? 0) + (rest[2 * at + 1] ?? 0)),
    )
    expect(read.join('')).toBe(text)
  })

  test('every version places exactly the words that it has room for', () => {
    for (const bytes of [1, 20, 40, 60, 80, 100, 120, 150, 175, 200, 240, 280, 330]) {
      const text = 'å'.repeat(bytes / 2).padEnd(Math.ceil(bytes / 2), '-')
      const { words = [] } = codeWords(text) ?? {}
      const placed = wordsIn(squaresOf(text) ?? [])
      expect(placed).toEqual([...words])
    }
  })

  test('a text beyond the largest version is not drawn at all', () => {
    expect(squaresOf(longest)).not.toBeNull()
    expect(squaresOf(`${longest}--`)).toBeNull()
  })
})
