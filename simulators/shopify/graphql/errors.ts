/** The errors that resolvers throw, as the platform words them. */
import { GraphQLError } from 'graphql'

/** Something real that this simulator does not do; the whole call answers 501 with the name. */
export class NotSimulated extends Error {
  readonly what: string

  constructor(what: string) {
    super(`not simulated: ${what}`)
    this.what = what
  }
}

/** A top-level error with Shopify's code in its extensions. */
export function topLevelError(message: string, code: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } })
}

/** An id that is no global id of any type. */
export function invalidId(): GraphQLError {
  return topLevelError('invalid id', 'RESOURCE_NOT_FOUND')
}
