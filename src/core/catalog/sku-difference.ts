/** How two SKUs differ, character by character, so that a person sees it at once. */

/** A run of characters that both have, or that only one has. */
export type SkuPiece = { readonly text: string; readonly same: boolean }

export type SkuDifference = {
  /** Characters of either that the other lacks; one that was replaced counts once. */
  readonly characters: number
  readonly amazon: readonly SkuPiece[]
  readonly shopify: readonly SkuPiece[]
}

/** SKUs are short; what is longer is compared by its beginning. */
const comparedMax = 64

/** By the longest common subsequence, with case folded: case alone is no difference worth marking. */
export function skuDifference(amazonSku: string, shopifySku: string): SkuDifference {
  const left = [...amazonSku].slice(0, comparedMax)
  const right = [...shopifySku].slice(0, comparedMax)
  const kept = commonPlaces(left.map(fold), right.map(fold))
  const inLeft = new Set(kept.map(([at]) => at))
  const inRight = new Set(kept.map(([, at]) => at))
  return {
    characters: replacedOnce(left.length, right.length, kept),
    amazon: pieces(left, inLeft),
    shopify: pieces(right, inRight),
  }
}

function fold(letter: string): string {
  return letter.toLowerCase()
}

type Place = readonly [number, number]

function commonPlaces(left: readonly string[], right: readonly string[]): Place[] {
  const wide = right.length + 1
  const longest = new Uint16Array((left.length + 1) * wide)
  const at = (row: number, column: number) => longest[row * wide + column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      longest[row * wide + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const kept: Place[] = []
  let row = 0
  let column = 0
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      kept.push([row, column])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return kept
}

/** Between two kept places as many characters were replaced as both lack there. */
function replacedOnce(leftLength: number, rightLength: number, kept: readonly Place[]): number {
  let characters = 0
  let before: Place = [-1, -1]
  for (const place of [...kept, [leftLength, rightLength] as const]) {
    characters += Math.max(place[0] - before[0], place[1] - before[1]) - 1
    before = place
  }
  return characters
}

function pieces(letters: readonly string[], kept: ReadonlySet<number>): SkuPiece[] {
  const found: { text: string; same: boolean }[] = []
  letters.forEach((letter, at) => {
    const same = kept.has(at)
    const last = found.at(-1)
    if (last !== undefined && last.same === same) last.text += letter
    else found.push({ text: letter, same })
  })
  return found
}
