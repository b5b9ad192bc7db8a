/** The way out: both sides are left alone, and everything is kept. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { disconnect } from '../api/settings.ts'
import { Confirm } from '../parts/confirm.tsx'

export function Disconnect() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const question = {
    title: t('setup.disconnect.title'),
    effects: [
      { kind: 'does' as const, say: t('setup.disconnect.does') },
      { kind: 'mind' as const, say: t('setup.disconnect.mind') },
      { kind: 'stays' as const, say: t('setup.disconnect.stays') },
    ],
    act: t('setup.disconnect.act'),
    acting: t('setup.disconnect.acting'),
    stay: t('setup.disconnect.stay'),
    isRisk: true,
    run: async () => {
      await disconnect()
      await queries.invalidateQueries()
    },
  }
  return (
    <>
      <button type="button" className="button risk" onClick={() => setAsked(true)}>
        {t('setup.disconnect.name')}
      </button>
      {isAsked ? <Confirm question={question} onClose={() => setAsked(false)} /> : null}
    </>
  )
}
