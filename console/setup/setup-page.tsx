/** Are both sides connected? Each line was just tried for real, not assumed. */
import './setup.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import {
  type Check,
  type Connection,
  connectionQuery,
  disconnect,
  runChecks,
} from '../api/settings.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Door } from '../parts/door.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { Sign } from '../parts/signs.tsx'

export function SetupPage() {
  const { t } = useTranslation()
  const connection = useQuery(connectionQuery)
  const may = useMay('owner')
  const checks = useMutation({ mutationFn: runChecks })
  const state = connection.data?.state ?? 'none'
  return (
    <>
      <PageHead title={t(`setup.title.${state}`)} say={t('setup.say')}>
        <button
          type="button"
          className="button main"
          aria-disabled={!may || checks.isPending}
          title={may ? undefined : t('role.needs.owner')}
          onClick={may ? () => checks.mutate() : undefined}
        >
          {t(checks.isPending ? 'setup.trying' : 'setup.try')}
        </button>
        {may && state === 'connected' ? <Disconnect /> : null}
      </PageHead>
      <Reading of={connection}>
        {(answer) => <Sides connection={answer} checks={checks.data?.checks ?? []} />}
      </Reading>
      <p className="small quiet">
        {t('setup.next')} <Link to="/settings">{t('setup.toSettings')}</Link>
      </p>
    </>
  )
}

function Sides(props: { readonly connection: Connection; readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  const { connection, checks } = props
  const { marketplaces, shop, currency, sellerId, state } = connection
  const notYet = state !== 'connected'
  return (
    <>
      <div className="two-sides">
        <section>
          <div className="plate">
            <Door side="amazon" large notYet={notYet} />
            <div>
              <h2>{sellerId ?? t('setup.amazon')}</h2>
              <span className="small quiet">
                {marketplaces.map((one) => marketplaceNames[one] ?? one).join(', ')}
              </span>
            </div>
          </div>
          <Checks checks={checks.filter(({ door }) => door === 'amazon')} />
        </section>
        <section>
          <div className="plate">
            <Door side="shopify" large notYet={notYet} />
            <div>
              <h2>{shop ?? t('setup.shopify')}</h2>
              <span className="small quiet">{currency}</span>
            </div>
          </div>
          <Checks checks={checks.filter(({ door }) => door === 'shopify')} />
        </section>
      </div>
      <section className="block">
        <h2>{t('setup.ground')}</h2>
        <Checks checks={checks.filter(({ door }) => door === 'ground')} />
      </section>
    </>
  )
}

function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  if (checks.length === 0) return <p className="quiet small">{t('setup.notTried')}</p>
  return (
    <ul>
      {checks.map(({ check, state, text, fix }) => (
        <li key={check} className="check">
          <Sign name={signs[state]} />
          <span>
            {state === 'ok' ? text : <b>{text}</b>}
            <span className="unseen"> {t(`setup.state.${state}`)}</span>
          </span>
          {fix === null || state === 'ok' ? null : <p>{fix}</p>}
        </li>
      ))}
    </ul>
  )
}

/** The sites by their ids, as Amazon publishes them. */
const marketplaceNames: Readonly<Record<string, string>> = {
  A1PA6795UKMFR9: 'Amazon.de',
  A13V1IB3VIYZZH: 'Amazon.fr',
  A1F83G8C2ARO7P: 'Amazon.co.uk',
  A2NODRKZP88ZB9: 'Amazon.se',
  A1VC38T7YXB528: 'Amazon.co.jp',
  ATVPDKIKX0DER: 'Amazon.com',
  A1RKKUPIHCS9HS: 'Amazon.es',
  APJ6JRA9NG5V4: 'Amazon.it',
  A1805IZSGTT6HS: 'Amazon.nl',
  A1C3SOZRARQ6R3: 'Amazon.pl',
  AMEN7PMS3EDWL: 'Amazon.com.be',
  A28R8C7NBKEWEA: 'Amazon.ie',
}

const signs = { ok: 'yes', warning: 'held', failed: 'held', skipped: 'none' } as const

function Disconnect() {
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
