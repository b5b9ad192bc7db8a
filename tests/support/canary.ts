/**
 * Marked personal data and the search for it. Each mark is a word that occurs nowhere else, so that finding
 * it in an output proves a leak. A mark is looked for as it is, in other case, in hex and in base64.
 */
import { sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'
import type { OrderSpec } from './control.ts'

export const marks = {
  name: 'Kanarvogelina',
  surname: 'Gelbfederstein',
  buyer: 'Zitronzeisigmann',
  company: 'Volierenbau',
  street: 'Sittichgassenweg',
  house: 'Hinterkaefighof',
  city: 'Piepmatzhausen',
  // Not digits alone: those stand in the hex of sealed bytes by chance.
  postcode: 'D-48217-QX',
  phone: '30 23012577',
  gift: 'Traellerndewuensche',
  legal: 'Federkleidhandel',
  order: 'PO-Schnabelgruen-7',
} as const

/** What every order of the canary has in common. */
export const marked: OrderSpec = {
  buyerName: `${marks.buyer} ${marks.surname}`,
  recipient: {
    name: `${marks.name} ${marks.surname}`,
    companyName: `${marks.company} GmbH`,
    addressLine1: `${marks.street} 7`,
    addressLine2: marks.house,
    city: marks.city,
    postalCode: marks.postcode,
    phone: `+49 ${marks.phone}`,
  },
}

export type Output = { readonly where: string; readonly text: string }

/** Where which of these words was found. */
export function findWords(outputs: readonly Output[], words: readonly string[]): string[] {
  const forms = words.map((word) => ({ word, all: formsOf(word) }))
  return outputs.flatMap(({ where, text }) => {
    const lower = text.toLowerCase()
    return forms
      .filter(({ all }) => all.some((form) => lower.includes(form)))
      .map(({ word }) => `${word} in ${where}`)
  })
}

function formsOf(word: string): string[] {
  const bytes = Buffer.from(word)
  // In base64 a word looks different at each of three places; its ends depend on its neighbours.
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return text.slice(before === 0 ? 0 : before + 1, -1)
  })
  return [word, bytes.toString('hex'), ...encoded].map((form) => form.toLowerCase())
}

/** Every row of every table as PostgreSQL writes it, sealed columns as their bytes in hex. */
export async function wholeDatabase(db: Database): Promise<Output[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1
  `.execute(db)
  const outputs: Output[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, e'\\n'), '') as text from ${sql.table(name)} t
    `.execute(db)
    outputs.push({ where: `table ${name}`, text: rows[0]?.text ?? '' })
  }
  return outputs
}
