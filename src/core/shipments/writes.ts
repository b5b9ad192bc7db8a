/** What the shipment concern may ask to be done; each has its row in docs/rules/writes.md. */
export type ShipmentWrite = { readonly do: 'nothing-yet' }
