/** What a person likes: theme, density, single-letter keys. Kept in the browser and with the person. */
import type { Preferences } from '../api/session.ts'

const names = { theme: 'crossdock.theme', density: 'crossdock.density', keys: 'crossdock.keys' }

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'calm' | 'close'

export function theme(): Theme {
  const kept = localStorage.getItem(names.theme)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function density(): Density {
  return localStorage.getItem(names.density) === 'close' ? 'close' : 'calm'
}

/** Whether single letters act; a person may switch them off (WCAG 2.1.4). */
export function lettersAct(): boolean {
  return localStorage.getItem(names.keys) !== 'off'
}

export function prefer(name: keyof typeof names, value: string): void {
  localStorage.setItem(names[name], value)
  applyLook()
}

/** What is kept with the person wins over what this browser has of an earlier one. */
export function takeOver(preferences: Preferences): void {
  for (const name of ['theme', 'density', 'keys'] as const) {
    const value = preferences[name]
    if (typeof value === 'string') localStorage.setItem(names[name], value)
  }
  applyLook()
}

export function applyLook(): void {
  const { dataset } = document.documentElement
  const chosen = theme()
  if (chosen === 'system') delete dataset.theme
  else dataset.theme = chosen
  dataset.density = density()
}
