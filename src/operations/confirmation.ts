/** What cannot be undone is asked for twice: once by name, once by `confirm`. */
import { OperationError } from './operation-error.ts'

export type Confirmed = { readonly confirm: boolean }

/** Throws OperationError CONFIRMATION_MISSING, naming the effect. */
export function requireConfirmation({ confirm }: Confirmed, effect: string): void {
  if (confirm) return
  throw new OperationError(
    'CONFIRMATION_MISSING',
    `${effect} This cannot be taken back.`,
    'Say yes: "confirm": true in the API, --yes on the command line.',
  )
}
