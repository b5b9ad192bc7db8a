/** Amazon's words left, the step that matched in the middle, Shopify's variant right. */
import { useTranslation } from 'react-i18next'
import type { Line, OrderPage } from '../api/order-page.ts'
import { Lane, type LaneIs } from '../parts/lane.tsx'
import { useFormat } from '../words/format.ts'

export function Lines({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const lines = t('lines.lines', { count: order.lines.length })
  return (
    <section className="block">
      <h2>
        {t('lines.title')}{' '}
        <span className="faint">
          {lines}, {t('lines.units', { count: units })}
        </span>
      </h2>
      <div className="line head label" aria-hidden="true">
        <span>{t('lines.onAmazon')}</span>
        <span className="matched">{t('lines.how')}</span>
        <span>{t('lines.inShopify')}</span>
      </div>
      {order.lines.map((line) => (
        <OrderLine key={line.itemId} line={line} order={order} />
      ))}
    </section>
  )
}

function OrderLine({ line, order }: { readonly line: Line; readonly order: OrderPage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { match, quantity, total } = line
  const step =
    match === null
      ? t('match.none')
      : match.variants.length > 1
        ? t('match.kit', { count: match.variants.length })
        : t(`match.${match.step}`, { defaultValue: match.step })
  return (
    <article className="line">
      <div>
        <h3>{line.title}</h3>
        <div className="beside">
          <span className="identifier">{line.sku ?? line.asin}</span>
          <span>
            {t('lines.times', { count: quantity })} {total === null ? null : format.money(total)}
          </span>
        </div>
      </div>
      <div className="matched">
        <Lane is={laneOf(line, order)} name={step} />
        <span className="label">{step}</span>
      </div>
      <Variants line={line} />
    </article>
  )
}

function Variants({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  if (line.match === null) return <p className="faint">{t('match.nothing')}</p>
  return (
    <div>
      {line.match.variants.map(({ gid, sku, title }) => (
        <div key={gid}>
          <h3>{title ?? t('match.unnamed')}</h3>
          <div className="beside">
            <span className="identifier">{sku}</span>
          </div>
        </div>
      ))}
      {line.match.variants.length === 0 ? <p className="faint">{t('match.asText')}</p> : null}
    </div>
  )
}

function laneOf({ match }: Line, { shopifyGid, status, holds }: OrderPage): LaneIs {
  if (status === 'CANCELLED') return 'cancelled'
  if (shopifyGid !== null) return 'crossed'
  if (match === null) return holds.length > 0 ? 'held-before' : 'not-yet'
  return holds.length > 0 ? 'held-before' : 'crossing'
}
