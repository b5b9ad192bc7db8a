/** Whether the page is as narrow as a phone, where things stand elsewhere and not only smaller. */
import { useSyncExternalStore } from 'react'

// The same width as in the style sheets.
const narrow = matchMedia('(max-width: 959px)')

function follow(changed: () => void): () => void {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(follow, () => narrow.matches)
}
