/** No buyer was written to. */
import type { Invariant } from './invariant.ts'

export const nobodyWritten: Invariant = {
  always({ name, shopify }) {
    // No merchant of these worlds asks for one either.
    const { mails: sent, mailsAsked } = shopify.control.truth({ orderId: 'none' })
    const mails = sent.length + mailsAsked.length
    return mails === 0 ? [] : [`${name}: ${mails} mails went to buyers`]
  },
}
