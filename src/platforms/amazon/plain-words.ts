/**
 * Amazon's words of a refusal, fit to be kept and shown: what could be somebody's name, address, phone
 * or mail is left out, though Amazon is not known to put any there. It must not be used for meaning.
 */

const charsMax = 300
const orderId = /^\d{3}-\d{7}-\d{7}$/

/** Mails, links, quoted values and long numbers become `…`; an Amazon order id stays. */
export function plainWords(text: string): string {
  const bare = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\bhttps?:\S+/gi, '…')
    .replaceAll(/"[^"]*"|“[^”]*”|(?<!\p{L})'[^']*'(?!\p{L})/gu, '…')
    .replaceAll(/\+?\d[\d\s().-]{4,}\d/g, (digits) => (orderId.test(digits) ? digits : '…'))
    .replaceAll(/\s+/g, ' ')
    .trim()
  return bare.length <= charsMax ? bare : `${bare.slice(0, charsMax - 1)}…`
}
