/** What the refund concern may ask to be done; each has its row in docs/rules/writes.md. */
export type RefundWrite = { readonly do: 'nothing-yet' }
