/** A word after an act whose row has left the screen, with an undo of ten seconds where there is one. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Toast = { readonly say: string; readonly undo?: () => Promise<unknown> }
type Say = (toast: Toast) => void

const Saying = createContext<Say>(() => undefined)

const shownMs = 10_000

export function useToast(): Say {
  return useContext(Saying)
}

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const say = useMemo<Say>(() => setToast, [])
  useEffect(() => {
    if (toast === null) return
    const timer = setTimeout(() => setToast(null), shownMs)
    return () => clearTimeout(timer)
  }, [toast])
  return (
    <Saying value={say}>
      {children}
      <div role="status">
        {toast === null ? null : <Shown toast={toast} onGone={() => setToast(null)} />}
      </div>
    </Saying>
  )
}

function Shown({ toast, onGone }: { readonly toast: Toast; readonly onGone: () => void }) {
  const { t } = useTranslation()
  const { say, undo } = toast
  const act = async () => {
    await undo?.()
    onGone()
  }
  return (
    <div className="toast">
      <span>{say}</span>
      <button type="button" className="button low" onClick={() => void act()}>
        {undo === undefined ? t('close') : t('undo')}
      </button>
    </div>
  )
}
