/** No buyer was written to. */
import type { Invariant } from './invariant.ts'

export const nobodyWritten: Invariant = {
  always({ name, shopify }) {
    const mails = shopify.control.mailsSent().length
    return mails === 0 ? [] : [`${name}: ${mails} mails went to buyers`]
  },
}
