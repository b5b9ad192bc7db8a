/** The form of what a person reads about a hold. Details hold no personal data. */
/** Facts that the text of a hold needs; no personal data. */
export type HoldDetail = Readonly<Record<string, string | number | readonly string[]>>

export type HoldText = {
  readonly title: string
  readonly text: (detail: HoldDetail) => string
  readonly fix: string
}
