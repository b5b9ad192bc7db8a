/** Ends a closed union: the compiler proves that nothing is left, and a value from outside is named. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`)
}
