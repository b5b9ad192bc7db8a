/**
 * Finds Shopify's province code for what Amazon calls stateOrRegion. Sure or nothing: a wrong code would
 * send a parcel elsewhere, a missing one leaves the text in the address.
 */
import { provinceLists } from './province-lists.ts'

const byCountry = new Map<string, ReadonlyMap<string, string>>()

/** Shopify's code ("CA", "JP-13") for a region given by code or name, or undefined. */
export function provinceCode(countryCode: string, region: string): string | undefined {
  const index = byCountry.get(countryCode) ?? readList(countryCode)
  byCountry.set(countryCode, index)
  return index.get(spelling(region, countryCode))
}

function readList(countryCode: string): ReadonlyMap<string, string> {
  const index = new Map<string, string>()
  for (const entry of (provinceLists[countryCode] ?? '').split(';')) {
    const [code, names] = entry.split('=').map((part) => part.trim())
    if (!code || !names) continue
    for (const name of names.split('/')) index.set(spelling(name, countryCode), code)
    index.set(spelling(code, countryCode), code)
  }
  return index
}

/** Letters and digits only, without accents and without the words that mean "county" or "prefecture". */
function spelling(text: string, countryCode: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
  const bare = plain
    .replace(/^(county|co\.?)\s+/u, '')
    .replace(/(\s+prefecture|-ken|-fu|-to)$/u, '')
    .replace(countryCode === 'JP' ? /(?<=東京)都$|[府県]$/u : /$^/u, '')
  return bare.replace(/[^\p{L}\p{N}]/gu, '')
}
