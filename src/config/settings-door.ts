/** Judges settings by their strict shape; issues name paths and rules, never values. */
import { type Settings, settingsShape } from './settings.ts'

export type JudgedSettings =
  | { readonly is: 'sound'; readonly settings: Settings }
  | { readonly is: 'unsound'; readonly issues: readonly string[] }

/** The settle time of docs/rules/writes.md; less is for simulators on this machine. */
export const settleSecondsLeast = 120

/** `platformsAreHere` false: what only simulators bear is refused. */
export function judgeSettings(given: unknown, platformsAreHere = true): JudgedSettings {
  const parsed = settingsShape.safeParse(given)
  if (parsed.success) return judgeSettleTime(parsed.data, platformsAreHere)
  const issues = parsed.error.issues.map((issue) => {
    const path = issue.path.join('.')
    return issue.code === 'unrecognized_keys'
      ? `${path === '' ? '' : `${path}: `}no such setting: ${issue.keys.join(', ')}`
      : `${path}: ${issue.message}`
  })
  return { is: 'unsound', issues }
}

function judgeSettleTime(settings: Settings, platformsAreHere: boolean): JudgedSettings {
  if (platformsAreHere || settings.intake.settleSeconds >= settleSecondsLeast) {
    return { is: 'sound', settings }
  }
  const rule = `at least ${settleSecondsLeast} unless every platform is on this machine`
  return { is: 'unsound', issues: [`intake.settleSeconds: ${rule}`] }
}
