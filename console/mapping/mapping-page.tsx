/** Which Amazon product is which Shopify product? By orders waiting, with evidence, never in per cent. */
import './mapping.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Inbox, inboxQuery, type WaitingSku } from '../api/mapping.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { useFormat } from '../words/format.ts'
import { AllLinks } from './all-links.tsx'
import { CsvImport } from './csv-import.tsx'
import { SkuPane } from './sku-pane.tsx'

export function MappingPage() {
  const { show } = useSearch({ from: '/mapping' })
  const inbox = useQuery(inboxQuery)
  return (
    <Reading of={inbox}>
      {(answer) => (
        <>
          <Head inbox={answer} />
          {answer.skus.length === 0 ? null : <InboxOf inbox={answer} />}
          {show === 'all' || answer.skus.length === 0 ? (
            <>
              <AllLinks />
              <CsvImport />
            </>
          ) : null}
        </>
      )}
    </Reading>
  )
}

function Head({ inbox }: { readonly inbox: Inbox }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { show } = useSearch({ from: '/mapping' })
  const skus = inbox.total?.skus ?? inbox.skus.length
  const orders = inbox.total?.orders ?? 0
  const number = t(`numbers.${skus}`, { defaultValue: format.count(skus) })
  return (
    <PageHead
      title={skus === 0 ? t('mapping.none') : t('mapping.title', { count: skus, number })}
      say={skus === 0 ? t('mapping.noneSay') : t('mapping.say', { count: orders })}
    >
      {skus === 0 ? null : (
        <Link className="button" to="/mapping" search={show === 'all' ? {} : { show: 'all' }}>
          {t(show === 'all' ? 'mapping.inbox' : 'mapping.all')}
        </Link>
      )}
      <a className="button" href="/api/mappings.csv" download>
        {t('mapping.exportCsv')}
      </a>
    </PageHead>
  )
}

function InboxOf({ inbox }: { readonly inbox: Inbox }) {
  const { t } = useTranslation()
  const { sku } = useSearch({ from: '/mapping' })
  const chosen = inbox.skus.find(({ amazonSku }) => amazonSku === sku) ?? inbox.skus[0]
  return (
    <div className="inbox">
      <nav className="inbox-list" aria-label={t('mapping.waiting')}>
        <div className="inbox-head label">
          <span>{t('mapping.sku')}</span>
          <span>{t('mapping.waiting')}</span>
        </div>
        {inbox.skus.map((one) => (
          <Entry key={one.amazonSku} one={one} isHere={one === chosen} />
        ))}
      </nav>
      {chosen === undefined ? null : <SkuPane key={chosen.amazonSku} sku={chosen} />}
    </div>
  )
}

function Entry({ one, isHere }: { readonly one: WaitingSku; readonly isHere: boolean }) {
  const format = useFormat()
  return (
    <Link
      className="inbox-entry"
      to="/mapping"
      search={{ sku: one.amazonSku }}
      activeProps={{}}
      aria-current={isHere}
    >
      <span className="identifier">{one.amazonSku}</span>
      <b className="number end">{format.count(one.waiting)}</b>
      <span className="small quiet">{one.title}</span>
    </Link>
  )
}
