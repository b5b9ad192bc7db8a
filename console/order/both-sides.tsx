/** Amazon left, Shopify right, six facts each; under both the stations. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderPage } from '../api/order-page.ts'
import { Door } from '../parts/door.tsx'
import { OutLink } from '../parts/out-link.tsx'
import { useNow } from '../words/clock.ts'
import { useFormat } from '../words/format.ts'
import { ShipTo } from './ship-to.tsx'
import { Stations } from './stations.tsx'

export function BothSides({ order }: { readonly order: OrderPage }) {
  return (
    <div className="cross">
      <AmazonSide order={order} />
      <ShopifySide order={order} />
      <Stations order={order} />
    </div>
  )
}

function AmazonSide({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const moment = (at: string | null) => (at === null ? '–' : format.moment(at))
  const { status, method, marketplace } = order
  const state = t(`amazonStatus.${status}`, { defaultValue: status ?? t('order.notRead') })
  return (
    <section>
      <div className="plate">
        <Door side="amazon" large />
        <div>
          <h2>{t('order.onAmazon', { state, marketplace: marketplace ?? 'Amazon' })}</h2>
          <span className="small quiet">{method === null ? null : t(`method.${method}`)}</span>
        </div>
        <OutLink to={order.amazonUrl}>{t('order.sellerCentral')}</OutLink>
      </div>
      <dl className="facts">
        <Fact name={t('order.placed')}>{moment(order.placedAt)}</Fact>
        <Fact name={t('order.shipBy')}>{moment(order.shipBy)}</Fact>
        <Fact name={t('order.deliverBy')}>{moment(order.deliverBy)}</Fact>
        <Fact name={t('order.service')}>
          {t(`service.${order.serviceLevel}`, { defaultValue: order.serviceLevel ?? '–' })}
        </Fact>
        <Fact name={t('order.shipTo')}>
          <ShipTo order={order} />
        </Fact>
        <Fact name={t('order.programs')}>
          {order.programs.length === 0 ? t('order.noPrograms') : order.programs.join(', ')}
        </Fact>
      </dl>
    </section>
  )
}

function ShopifySide({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shopifyName, shopifyUrl, importedAt, reason, againAt } = order
  const found = order.shopifyOrders[0]
  const nowMs = useNow()
  const isThere = shopifyName !== null
  return (
    <section>
      <div className="plate">
        <Door side="shopify" large notYet={!isThere} />
        <div>
          <h2>{isThere ? t('order.inShopify', { name: shopifyName }) : t('order.notInShopify')}</h2>
          <span className="small quiet">
            {isThere ? t(`outcome.${order.outcome}`) : t(`notYet.${reason}`, { defaultValue: '' })}
          </span>
        </div>
        {shopifyUrl === null ? null : <OutLink to={shopifyUrl}>{t('order.shopifyAdmin')}</OutLink>}
      </div>
      <dl className="facts">
        <Fact name={t('order.created')}>
          {importedAt === null ? t('orders.notYet') : format.moment(importedAt)}
        </Fact>
        <Fact name={t('order.payment')}>{t('order.paidByAmazon')}</Fact>
        <Fact name={t('order.customer')}>{t('order.noMail')}</Fact>
        <Fact name={t('order.madeBy')}>{found?.app ?? (isThere ? t('product') : '–')}</Fact>
        <Fact name={t('order.sums')}>
          {order.sums === null ? '–' : t(agree(order) ? 'order.agree' : 'order.differ')}
        </Fact>
        <Fact name={t('order.again')}>
          {againAt === null || Date.parse(againAt) < nowMs ? '–' : format.moment(againAt)}
        </Fact>
      </dl>
    </section>
  )
}

function agree({ sums }: OrderPage): boolean {
  return (sums?.rows ?? []).every(
    ({ difference }) => difference === null || Number(difference.amount) === 0,
  )
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
