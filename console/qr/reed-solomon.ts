/** Check words of a QR code: Reed–Solomon over the field of 256 elements with x⁸+x⁴+x³+x²+1 (ISO/IEC 18004, 7.5.2). */

/** The remainder of the data by the generator of `count` check words. */
export function checkWords(data: readonly number[], count: number): number[] {
  const generator = generatorOf(count)
  const remainder = Array.from({ length: count }, () => 0)
  for (const word of data) {
    const factor = word ^ (remainder.shift() ?? 0)
    remainder.push(0)
    for (const [at, coefficient] of generator.entries()) {
      remainder[at] = (remainder[at] ?? 0) ^ times(coefficient, factor)
    }
  }
  return remainder
}

/** (x − α⁰)(x − α¹)…, the highest power left out: it is always 1. */
function generatorOf(count: number): number[] {
  const product = Array.from({ length: count }, (_, at): number => (at === count - 1 ? 1 : 0))
  let root = 1
  for (let power = 0; power < count; power += 1) {
    for (const [at, coefficient] of product.entries()) {
      product[at] = times(coefficient, root) ^ (product[at + 1] ?? 0)
    }
    root = times(root, 2)
  }
  return product
}

export function times(one: number, other: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0)
    if ((other >> bit) & 1) product ^= one
  }
  return product
}
