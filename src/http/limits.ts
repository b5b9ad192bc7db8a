/** The limits of the API. */

/** A JSON body. */
export const bodyMaxBytes = 256 * 1024

/** A table of mappings: 200,000 rows of 100 bytes. */
export const csvMaxBytes = 20 * 1024 * 1024

/** A webhook of Shopify: an order with hundreds of lines stays below. */
export const webhookMaxBytes = 2 * 1024 * 1024

/** Shopify waits five seconds for an answer; later than this we say "try again" ourselves. */
export const webhookAnswerMs = 4_500

/** Rows of one page. */
export const pageMax = 200
export const pageDefault = 50
