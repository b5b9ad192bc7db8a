/**
 * The keys under which two spellings of one thing meet: SKUs without case and separators, barcodes without
 * leading zeros. The store computes the same in SQL (`sku_key`, `barcode_key`); a test holds them together.
 */

/** Letters of the Latin alphabet, digits and whatever is no separator; A is a. */
export function skuKey(sku: string): string {
  return sku.replace(/[ \t_./\\#|:+-]/g, '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** EAN, UPC and GTIN of one product differ by zeros in front. Null when it cannot be one. */
export function barcodeKey(barcode: string | null): string | null {
  const digits = (barcode ?? '').replace(/[^0-9]/g, '').replace(/^0+/, '')
  return digits.length >= barcodeDigitsMin ? digits : null
}

const barcodeDigitsMin = 6
