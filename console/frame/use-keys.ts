/** Single keys on a page. None acts while one types, holds a modifier or answers a dialog. */
import { useEffect, useRef } from 'react'
import { lettersAct } from './preferences.ts'

/** `g o` is two keys in a row; `?`, `/`, `[` are signs as typed. */
export type Keys = Readonly<Record<string, () => void>>

const sequenceMs = 1_200

export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let before = { key: '', atMs: 0 }
    const hear = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const pair = event.timeStamp - before.atMs < sequenceMs ? `${before.key} ${event.key}` : ''
      before = { key: event.key, atMs: event.timeStamp }
      const act = latest.current[pair] ?? latest.current[named(event)]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}

function named({ key, shiftKey }: KeyboardEvent): string {
  const isLetter = /^[A-Za-z]$/.test(key)
  return isLetter && shiftKey ? `Shift ${key.toLowerCase()}` : key
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true
  if (event.key.length === 1 && !lettersAct()) return true
  const { target } = event
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('input:not([type="checkbox"]), textarea, select'))
    return event.key !== 'Escape'
  // Enter on a link or a button is that link's own.
  return event.key === 'Enter' && target.matches('a, button, summary')
}
