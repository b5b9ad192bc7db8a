/**
 * What is known of one side. Unknown is never absent: no decision writes while something that it
 * relies on is unknown (design rule 1).
 */
export type Seen<T> =
  | { readonly is: 'seen'; readonly value: T; readonly asOfMs: number }
  | { readonly is: 'absent'; readonly asOfMs: number }
  | { readonly is: 'unknown' }

export const unknown = { is: 'unknown' } as const

export function seen<T>(value: T, asOfMs: number): Seen<T> {
  return { is: 'seen', value, asOfMs }
}

export function absent(asOfMs: number): { readonly is: 'absent'; readonly asOfMs: number } {
  return { is: 'absent', asOfMs }
}

/** A value of an open set that the platform sent and we do not know: it becomes a hold, never a guess. */
export type Unrecognised = { readonly unrecognised: string }

export function isUnrecognised(value: unknown): value is Unrecognised {
  return typeof value === 'object' && value !== null && 'unrecognised' in value
}
