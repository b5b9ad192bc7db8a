/** Nothing of one seller comes to another: in our books and in the shop stand their own orders only. */
import { sql } from 'kysely'
import type { Invariant } from './invariant.ts'

export const oneSeller: Invariant = {
  async atRest({ db, shop }) {
    const { rows } = await sql<{ id: string }>`
      select amazon_order_id as id from amazon_order where account_id = ${shop.accountId}
    `.execute(db)
    const stored = rows.map((row) => row.id)
    const standing = shop.shopify.control.orders().flatMap((one) => one.sourceIdentifier ?? [])
    const strange = [...stored, ...standing].filter((orderId) => !shop.expected.has(orderId))
    return [...new Set(strange)].map((orderId) => `${shop.name} has another's ${orderId}`)
  },
}
