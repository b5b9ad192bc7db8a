/** The form of what a person reads about a hold. Details hold no personal data. */
import type { HoldDetail } from './reasons.ts'

export type HoldText = {
  readonly title: string
  readonly text: (detail: HoldDetail) => string
  readonly fix: string
}
