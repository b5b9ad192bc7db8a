/** Judges settings by their strict shape; issues name paths and rules, never values. */
import { type Settings, settingsShape } from './settings.ts'

export type JudgedSettings =
  | { readonly is: 'sound'; readonly settings: Settings }
  | { readonly is: 'unsound'; readonly issues: readonly string[] }

export function judgeSettings(given: unknown): JudgedSettings {
  const parsed = settingsShape.safeParse(given)
  if (parsed.success) return { is: 'sound', settings: parsed.data }
  const issues = parsed.error.issues.map((issue) => {
    const path = issue.path.join('.')
    return issue.code === 'unrecognized_keys'
      ? `${path === '' ? '' : `${path}: `}no such setting: ${issue.keys.join(', ')}`
      : `${path}: ${issue.message}`
  })
  return { is: 'unsound', issues }
}
