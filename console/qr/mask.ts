/** The eight masks of a QR code, and how confusing a masked one is to a camera (ISO/IEC 18004, 7.8). */
/** Rows of a code; true is dark. */
export type Squares = readonly (readonly boolean[])[]

export const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** The less the better: long runs, blocks, what looks like a finder, too much of one colour. */
export function penaltyOf(squares: Squares): number {
  const lines = [...squares, ...turned(squares)]
  const lined = lines.reduce((all, line) => all + runs(line) + falseFinders(line), 0)
  return lined + blocksOf(squares) + imbalance(squares)
}

function turned(squares: Squares): Squares {
  return squares.map((_, column) => squares.map((row) => row[column] === true))
}

function runs(line: readonly boolean[]): number {
  const lengths = asText(line).match(/0+|1+/g) ?? []
  return lengths.reduce((all, { length }) => all + (length < 5 ? 0 : length - 2), 0)
}

function falseFinders(line: readonly boolean[]): number {
  // Looked ahead, so that two which share squares count as two.
  const found = asText(line).match(/(?=10111010000|00001011101)/g) ?? []
  return 40 * found.length
}

function asText(line: readonly boolean[]): string {
  return line.map((isDark) => (isDark ? '1' : '0')).join('')
}

function blocksOf(squares: Squares): number {
  let blocks = 0
  for (const [at, row] of squares.entries()) {
    const below = squares[at + 1]
    if (below === undefined) continue
    for (const [column, isDark] of row.entries()) {
      const others = [row[column + 1], below[column], below[column + 1]]
      if (others.every((other) => other === isDark)) blocks += 1
    }
  }
  return 3 * blocks
}

function imbalance(squares: Squares): number {
  const all = squares.flat()
  const share = (100 * all.filter(Boolean).length) / all.length
  return 10 * Math.floor(Math.abs(share - 50) / 5)
}
