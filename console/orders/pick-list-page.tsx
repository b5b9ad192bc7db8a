/** What to fetch for the chosen orders: by SKU, the quantity large, crates by letter; no names on it. */
import './pick-list.css'
import { useQueries } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type OrderPage, orderQuery } from '../api/order-page.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Waiting } from '../parts/reading.tsx'
import { nowMs } from '../words/clock.ts'
import { useFormat } from '../words/format.ts'

const ordersMost = 60

export function PickListPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { orders: named } = useSearch({ from: '/pick-list' })
  const ids = named.split(',').filter(Boolean).slice(0, ordersMost)
  const read = useQueries({ queries: ids.map(orderQuery) })
  const orders = read.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const time = format.moment(new Date(nowMs()).toISOString())
  return (
    <main className="pick-list">
      <PageHead
        title={t('pickList.title')}
        say={ids.length === 0 ? t('pickList.none') : t('pickList.say', { count: ids.length, time })}
      >
        <button type="button" className="button main" onClick={() => print()}>
          {t('pickList.print')}
        </button>
        <Link className="button" to="/orders">
          {t('pickList.back')}
        </Link>
      </PageHead>
      {orders.length < ids.length ? <Waiting /> : <Sheet orders={orders} />}
      <p className="small quiet">{t('pickList.foot')}</p>
    </main>
  )
}

type Take = {
  readonly sku: string
  readonly title: string
  readonly crates: readonly { readonly crate: string; readonly quantity: number }[]
}

function crateOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`
}

function takesOf(orders: readonly OrderPage[]): Take[] {
  const bySku = new Map<string, Take>()
  for (const [index, order] of orders.entries()) {
    for (const { sku, title, quantity, quantityShipped, match } of order.lines) {
      const left = quantity - quantityShipped
      if (left <= 0) continue
      const variant = match?.variants[0]
      const name = variant?.sku ?? sku ?? title
      const known = bySku.get(name) ?? { sku: name, title: variant?.title ?? title, crates: [] }
      const crates = [...known.crates, { crate: crateOf(index), quantity: left }]
      bySku.set(name, { ...known, crates })
    }
  }
  return [...bySku.values()].sort((one, other) => one.sku.localeCompare(other.sku))
}

function Sheet({ orders }: { readonly orders: readonly OrderPage[] }) {
  const { t } = useTranslation()
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('pickList.picked')}</th>
            <th scope="col">{t('pickList.take')}</th>
            <th scope="col">{t('pickList.product')}</th>
            <th scope="col">{t('pickList.crate')}</th>
          </tr>
        </thead>
        <tbody>
          {takesOf(orders).map(({ sku, title, crates }) => (
            <tr key={sku}>
              <td>
                <span className="tick" />
              </td>
              <td className="take">{crates.reduce((sum, one) => sum + one.quantity, 0)}</td>
              <td>
                <b className="identifier">{sku}</b>
                <br />
                <span className="quiet">{title}</span>
              </td>
              <td>
                {crates.map(({ crate, quantity }) => (
                  <span key={crate} className="crate">
                    {crate} <span>{quantity}</span>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Crates orders={orders} />
    </>
  )
}

function Crates({ orders }: { readonly orders: readonly OrderPage[] }) {
  const { t } = useTranslation()
  const codes = (order: OrderPage) => order.holds.map(({ title }) => title).join(', ')
  return (
    <section className="block">
      <h2>{t('pickList.crates')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('pickList.crateOf')}</th>
            <th scope="col">{t('orders.columns.shopify')}</th>
            <th scope="col">{t('orders.columns.amazon')}</th>
            <th scope="col" className="end">
              {t('orders.columns.units')}
            </th>
            <th scope="col">{t('pickList.note')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order, index) => (
            <tr key={order.orderId}>
              <td>
                <span className="crate">{crateOf(index)}</span>
              </td>
              <td className="identifier">{order.shopifyName}</td>
              <td className="identifier">{order.orderId}</td>
              <td className="end">{order.units}</td>
              <td>{codes(order)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
