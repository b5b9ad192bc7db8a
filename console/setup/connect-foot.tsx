/** The last line of the set-up: what is missing still, or the button that joins the two sides. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connect, type Setup, setupQuery, throwAway } from '../api/setup.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'

export function ConnectFoot(props: {
  readonly setup: Setup
  readonly onTry: () => Promise<unknown>
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { setup, onTry } = props
  const [isAsked, setAsked] = useState(false)
  const { isRunning, problem, ask } = useAsking()
  const { ready, changed, amazon, shopify } = setup
  const open = amazon.missing.length + shopify.missing.length
  const forget = () =>
    ask(async () => {
      await throwAway()
      await queries.invalidateQueries({ queryKey: setupQuery.queryKey })
    })
  return (
    <div className="connect-foot">
      <span className="small quiet">
        {open === 0 ? t('setup.connect.ready') : t('setup.connect.open', { count: open })}
      </span>
      <Refusal problem={problem} />
      <div className="actions">
        {changed ? (
          <button
            type="button"
            className="button"
            disabled={isRunning}
            onClick={() => void forget()}
          >
            {t('setup.connect.forget')}
          </button>
        ) : null}
        <button type="button" className="button" onClick={() => void onTry()}>
          {t('setup.tryEntered')}
        </button>
        <button
          type="button"
          className="button main"
          aria-disabled={!ready}
          onClick={ready ? () => setAsked(true) : undefined}
        >
          {t('setup.connect.name')}
        </button>
      </div>
      {isAsked ? <AskToConnect onClose={() => setAsked(false)} /> : null}
    </div>
  )
}

function AskToConnect({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const question = {
    title: t('setup.connect.title'),
    effects: [
      { kind: 'does' as const, say: t('setup.connect.does') },
      { kind: 'does' as const, say: t('setup.connect.imports') },
      { kind: 'stays' as const, say: t('setup.connect.watches') },
    ],
    act: t('setup.connect.act'),
    acting: t('setup.connect.acting'),
    stay: t('setup.connect.stay'),
    run: async () => {
      await connect()
      await queries.invalidateQueries()
    },
  }
  return <Confirm question={question} onClose={onClose} />
}
