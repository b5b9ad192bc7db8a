/**
 * Ends a switch over a closed union: a new variant stops the compiler here.
 * At run time it throws, which parks the order that carried the value and leaves the others running.
 */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${typeof value}`)
}
