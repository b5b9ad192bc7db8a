/**
 * Are both sides connected? Entered here by the owner, tried for real line by line, and only then joined.
 * Nothing is written to either side before that.
 */
import './setup.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { connectionQuery, runChecks } from '../api/settings.ts'
import { type Setup, setupQuery, tryEntered } from '../api/setup.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { AmazonSide } from './amazon-side.tsx'
import { CheckLines } from './check-lines.tsx'
import { ConnectFoot } from './connect-foot.tsx'
import { Disconnect } from './disconnect.tsx'
import { ShopifySide } from './shopify-side.tsx'
import { Steps } from './steps.tsx'

export function SetupPage() {
  const { t } = useTranslation()
  const connection = useQuery(connectionQuery)
  const may = useMay('owner')
  const setup = useQuery({ ...setupQuery, enabled: may }).data ?? null
  const state = connection.data?.state ?? 'none'
  // What was entered and not yet joined is what one wants to see tried.
  const isEntering = setup !== null && (setup.changed || setup.state !== 'connected')
  const checks = useMutation({ mutationFn: isEntering ? tryEntered : runChecks })
  const found = checks.data?.checks ?? []
  return (
    <>
      <PageHead title={t(`setup.title.${state}`)} say={t('setup.say')}>
        <button
          type="button"
          className={isEntering ? 'button' : 'button main'}
          aria-disabled={!may || checks.isPending}
          title={may ? undefined : t('role.needs.owner')}
          onClick={may ? () => checks.mutate() : undefined}
        >
          {t(checks.isPending ? 'setup.trying' : 'setup.try')}
        </button>
        {may && state === 'connected' ? <Disconnect /> : null}
      </PageHead>
      <Returned />
      {setup !== null && isEntering ? <Steps setup={setup} checks={found} /> : null}
      <Reading of={connection}>
        {(joined) => (
          <div className="two-sides">
            <AmazonSide
              connection={joined}
              setup={setup?.amazon ?? null}
              checks={found.filter(({ door }) => door === 'amazon')}
            />
            <ShopifySide
              connection={joined}
              setup={setup?.shopify ?? null}
              checks={found.filter(({ door }) => door === 'shopify')}
            />
          </div>
        )}
      </Reading>
      {setup !== null && isEntering ? (
        <ConnectFoot setup={setup} onTry={() => checks.mutateAsync()} />
      ) : null}
      <section className="block">
        <h2>{t('setup.ground')}</h2>
        <CheckLines checks={found.filter(({ door }) => door === 'ground')} />
      </section>
      <Next setup={setup} />
    </>
  )
}

/** What a platform answered when one came back from it. */
function Returned() {
  const { t } = useTranslation()
  const { door, result, code } = useSearch({ from: '/setup' })
  if (door === undefined || result === undefined) return null
  const name = door === 'amazon' ? 'Amazon' : 'Shopify'
  return (
    <p className={result === 'ok' ? 'returned' : 'returned wrong'} role="status">
      {result === 'ok'
        ? t('setup.returned.ok', { name })
        : t(`setup.returned.${code}`, {
            name,
            defaultValue: t('setup.returned.refused', { name }),
          })}
    </p>
  )
}

function Next({ setup }: { readonly setup: Setup | null }) {
  const { t } = useTranslation()
  return (
    <div className="small quiet">
      <p>
        {t('setup.next')} <Link to="/settings">{t('setup.toSettings')}</Link>
      </p>
      {setup?.publicUrl === null ? <p>{t('setup.noPublicUrl')}</p> : null}
    </div>
  )
}
