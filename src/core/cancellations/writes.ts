/** What the cancellation concern may ask to be done; each has its row in docs/rules/writes.md. */
export type CancellationWrite = { readonly do: 'nothing-yet' }
