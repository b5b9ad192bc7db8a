/** The keys that work on every page. No key moves money. */
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useKeys } from './use-keys.ts'

const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }))

export function PageKeys() {
  const navigate = useNavigate()
  const [isShown, setShown] = useState(false)
  const go = (to: string) => () => void navigate({ to })
  useKeys({
    'g o': go('/'),
    'g r': () => void navigate({ to: '/orders', search: {} }),
    'g m': go('/mapping'),
    'g q': go('/quarantine'),
    'g s': go('/stock'),
    '/': () => void navigate({ to: '/orders', search: { view: 'everything' }, hash: 'find' }),
    '?': () => setShown(true),
  })
  if (!isShown) return null
  return (
    <Suspense fallback={null}>
      <KeySheet onClose={() => setShown(false)} />
    </Suspense>
  )
}
