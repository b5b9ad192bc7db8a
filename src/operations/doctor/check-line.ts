/** One line of `doctor`: what was checked, how it is, and what to do. */

export type CheckState =
  | 'ok'
  /** Works, but something does without. */
  | 'warning'
  | 'failed'
  /** Could not be asked, because something before it failed or is not set up. */
  | 'skipped'

export type CheckLine = {
  /** Stable, for programs: `amazon-plan`. */
  readonly check: string
  readonly state: CheckState
  readonly text: string
  /** A command stands on a line of its own, so that it can be copied. */
  readonly fix: string | null
  /** A page that says more. */
  readonly page: string | null
}

/** What a failed probe means, in words. */
export type FailureWords = {
  readonly text: string
  readonly fix: string
  readonly page: string | null
}

export function ok(check: string, text: string): CheckLine {
  return { check, state: 'ok', text, fix: null, page: null }
}

export function warning(
  check: string,
  text: string,
  fix: string,
  page: string | null = null,
): CheckLine {
  return { check, state: 'warning', text, fix, page }
}

export function failed(
  check: string,
  text: string,
  fix: string,
  page: string | null = null,
): CheckLine {
  return { check, state: 'failed', text, fix, page }
}

export function skipped(check: string, text: string): CheckLine {
  return { check, state: 'skipped', text, fix: null, page: null }
}
