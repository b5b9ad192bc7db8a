/** Who did something in the shop: an app, or the admin. */
export type AppIdentity = { readonly id: string; readonly name: string }
