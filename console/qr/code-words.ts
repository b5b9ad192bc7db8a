/**
 * A text as the words of a QR code: bytes, level M (15 % may be lost), the smallest version that holds it.
 * Figures of ISO/IEC 18004, tables 1, 7 and 9. Versions to 13 hold 331 bytes: more than any sign-in secret.
 */
import { checkWords } from './reed-solomon.ts'

type Version = { readonly version: number; readonly words: readonly number[] }

/** By version from 1: check words of a block, and the data words of each block. */
const blocks: readonly (readonly [check: number, sizes: readonly number[]])[] = [
  [10, [16]],
  [16, [28]],
  [26, [44]],
  [18, [32, 32]],
  [24, [43, 43]],
  [16, [27, 27, 27, 27]],
  [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]],
  [22, [36, 36, 36, 37, 37]],
  [26, [43, 43, 43, 43, 44]],
  [30, [50, 51, 51, 51, 51]],
  [22, [36, 36, 36, 36, 36, 36, 37, 37]],
  [22, [37, 37, 37, 37, 37, 37, 37, 37, 38]],
]

/** Null for a text that is too long. */
export function codeWords(text: string): Version | null {
  const bytes = [...new TextEncoder().encode(text)]
  const at = blocks.findIndex(
    ([, sizes], index) => bitsOf(bytes, index + 1).length <= 8 * sum(sizes),
  )
  const found = blocks[at]
  if (found === undefined) return null
  const [check, sizes] = found
  const data = dataWords(bitsOf(bytes, at + 1), sum(sizes))
  const parts = sizes.map((size, index) => {
    const from = sum(sizes.slice(0, index))
    return data.slice(from, from + size)
  })
  const checks = parts.map((part) => checkWords(part, check))
  return { version: at + 1, words: [...woven(parts), ...woven(checks)] }
}

/** Mode, count, and the bytes themselves. */
function bitsOf(bytes: readonly number[], version: number): number[] {
  const countBits = version < 10 ? 8 : 16
  return [
    ...bits(0b0100, 4),
    ...bits(bytes.length, countBits),
    ...bytes.flatMap((byte) => bits(byte, 8)),
  ]
}

/** Ended, filled up to whole words, and these to the size of the version. */
function dataWords(content: readonly number[], size: number): number[] {
  const ended = [...content, ...bits(0, Math.min(4, 8 * size - content.length))]
  while (ended.length % 8 !== 0) ended.push(0)
  const words = Array.from({ length: ended.length / 8 }, (_, at) =>
    ended.slice(8 * at, 8 * at + 8).reduce((word, bit) => 2 * word + bit, 0),
  )
  const filling = [0xec, 0x11]
  for (let at = 0; words.length < size; at += 1) words.push(filling[at % 2] ?? 0)
  return words
}

/** The first word of every block, then the second of every block … */
function woven(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => part[at] ?? [])).flat()
}

export function bits(number: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => (number >> (count - 1 - at)) & 1)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
