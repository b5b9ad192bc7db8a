/** Amazon says, Shopify says, and the difference to the cent. A difference is a hold, and looks it. */
import { useTranslation } from 'react-i18next'
import type { Sums } from '../api/order-page.ts'
import { type Money, minorOf, useFormat } from '../words/format.ts'

export function Ledger({ sums, isInShop }: { readonly sums: Sums; readonly isInShop: boolean }) {
  const { t } = useTranslation()
  const isTaxInside = includesTax(sums)
  const rows = sums.rows.filter(({ part }) => !(isTaxInside && part === 'TAX'))
  const tax = isTaxInside ? sums.rows.find(({ part }) => part === 'TAX') : undefined
  return (
    <section className="block">
      <h2>
        {t('money.title')}{' '}
        <span className="faint">
          {t('money.say', {
            currency: sums.rows.find(({ amazon }) => amazon !== null)?.amazon?.currency ?? '',
          })}
        </span>
      </h2>
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{t('money.part')}</span>
            </th>
            <th scope="col" className="end">
              {t('money.amazon')}
            </th>
            <th scope="col" className="end">
              {t(isInShop ? 'money.shopify' : 'money.shopifyWill')}
            </th>
            <th scope="col" className="end">
              {t('money.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.part} className={row.part === 'TOTAL' ? 'sum' : ''}>
              <th scope="row">{t(`money.parts.${row.part}`, { defaultValue: row.part })}</th>
              <Amount of={row.amazon} />
              <Amount of={row.shopify} />
              <Difference of={row.difference} />
            </tr>
          ))}
          <Beside sums={sums} tax={tax?.amazon ?? null} />
        </tbody>
      </table>
      {sums.taxByAmazon ? <p className="small quiet">{t('money.byAmazon')}</p> : null}
    </section>
  )
}

/** True when the parts without the tax make the total already. */
function includesTax({ rows }: Sums): boolean {
  const total = rows.find(({ part }) => part === 'TOTAL')?.amazon ?? null
  if (total === null) return false
  const parts = rows.flatMap(({ part, amazon }) =>
    part === 'TOTAL' || part === 'TAX' || amazon === null ? [] : [minorOf(amazon)],
  )
  return parts.reduce((sum, one) => sum + one, 0) === minorOf(total)
}

function Beside({ sums, tax }: { readonly sums: Sums; readonly tax: Money | null }) {
  const { t } = useTranslation()
  const rows = [
    { name: t('money.tax'), one: tax, other: null },
    { name: t('money.refunded'), one: sums.refundedAmazon, other: sums.refundedShopify },
    { name: t('money.canRefund'), one: sums.canRefund, other: null },
  ].filter(({ one, other }) => one !== null || other !== null)
  return rows.map(({ name, one, other }) => (
    <tr key={name} className="beside">
      <th scope="row">{name}</th>
      <Amount of={one} />
      <Amount of={other} />
      <td />
    </tr>
  ))
}

function Amount({ of }: { readonly of: Money | null }) {
  const format = useFormat()
  return <td className="end number">{of === null ? '' : format.amount(of)}</td>
}

function Difference({ of }: { readonly of: Money | null }) {
  const format = useFormat()
  if (of === null) return <td />
  const look = Number(of.amount) === 0 ? 'none' : 'differs'
  return <td className={`end number ${look}`}>{format.amount(of)}</td>
}
