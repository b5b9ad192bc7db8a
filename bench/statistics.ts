/** Few and plain: middle, percentile, rounding. */

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The nearest-rank percentile; of an even number of values the lower middle one. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)
  const value = sorted[place]
  if (value === undefined) throw new Error('a percentile of nothing')
  return value
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
