/**
 * Thrown where our own code or our own books broke a promise, never for anything that a platform can
 * send. The caller parks that one order with an incident and leaves the others running.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}
