/**
 * The text of a document: Amazon's flat files for Europe and Japan may not be UTF-8. What the content
 * type names is taken where Node knows it; else UTF-8 where the bytes are that, else Western European.
 */

/** Without a byte order mark. Never throws. */
export function decodeText(bytes: Uint8Array, contentType: string): string {
  const named = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1]
  return decode(bytes, named) ?? decode(bytes, 'utf-8') ?? new TextDecoder('cp1252').decode(bytes)
}

/** Undefined when the charset is unknown, or is not what the bytes are. */
function decode(bytes: Uint8Array, charset: string | undefined): string | undefined {
  if (charset === undefined) return undefined
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
