/** One row: the crossing between two numbers, where it stands, and how long until it must leave. */
import { Link } from '@tanstack/react-router'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListFilter, Row } from '../api/order-list.ts'
import { Lane } from '../parts/lane.tsx'
import { Money } from '../parts/money.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'
import { laneOf } from './row-lane.ts'
import type { Choice } from './use-choice.ts'

type OrderRowProps = {
  readonly row: Row
  readonly index: number
  readonly choice: Choice
  readonly filter: ListFilter
  readonly measure: Ref<HTMLTableRowElement>
}

export function OrderRow({ row, index, choice, filter, measure }: OrderRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { orderId, key } = row
  const isChosen = orderId !== null && choice.chosen.has(orderId)
  const looks = ['row', isOver(row) ? 'is-over' : '', choice.cursor === index ? 'is-cursor' : '']
  return (
    <tr
      id={`row-${key}`}
      ref={measure}
      data-index={index}
      className={looks.join(' ')}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
    >
      <td role="cell" className="pick">
        {orderId === null ? null : (
          <input
            type="checkbox"
            className="box"
            aria-label={t('orders.choose', { orderId })}
            checked={isChosen}
            onChange={() => choice.toggle(orderId)}
          />
        )}
      </td>
      <td role="cell" className="c-amazon identifier">
        <AmazonNumber row={row} filter={filter} />
      </td>
      <td role="cell" className="c-lane">
        <Lane is={laneOf(row)} name={t(`lanes.${laneOf(row)}`)} />
      </td>
      <td role="cell" className="c-shopify identifier">
        <ShopName row={row} />
      </td>
      <Stands row={row} />
      <td role="cell" className="market">
        <Flags row={row} />
        {row.marketplace}
      </td>
      <td role="cell" className="units end">
        {row.units === null ? null : format.count(row.units)}
      </td>
      <td role="cell" className="total end">
        {row.total === null ? null : <Money of={row.total} />}
      </td>
      <td role="cell" className="c-left end">
        {row.shipBy === null || isOver(row) ? null : <TimeLeft until={row.shipBy} />}
      </td>
    </tr>
  )
}

function isOver({ lane, fulfillment }: Row): boolean {
  if (lane === 'cancelled' || lane === 'stays-amazon') return true
  return lane === 'crossed' && fulfillment === 'FULFILLED'
}

function AmazonNumber({ row, filter }: { readonly row: Row; readonly filter: ListFilter }) {
  const { t } = useTranslation()
  const { orderId } = row
  if (orderId === null) return <span className="faint">{t('orders.none')}</span>
  return (
    <Link to="/orders/$orderId" params={{ orderId }} search={filter}>
      {orderId}
    </Link>
  )
}

function ShopName({ row }: { readonly row: Row }) {
  const { t } = useTranslation()
  const { shopifyName, shopifyUrl, orderId, lane } = row
  if (shopifyName === null) {
    return (
      <span className="faint">{t(lane === 'stays-amazon' ? 'orders.stays' : 'orders.notYet')}</span>
    )
  }
  if (orderId !== null || shopifyUrl === null) return shopifyName
  return (
    <a href={shopifyUrl} target="_blank" rel="noreferrer">
      {shopifyName}
      <span className="unseen">{t('opensBeside')}</span>
    </a>
  )
}

function Stands({ row }: { readonly row: Row }) {
  const codes = useCodes()
  const { hold, title, text, code } = row
  // A hold has the same code as a calm state: the words of the two differ.
  const stands = hold === null && code === 'PARTLY_SHIPPED' ? 'PART_LEFT' : code
  const word = codes.stand(stands, title === '' ? text : title)
  return (
    <td role="cell" className="stands" title={word}>
      <b>{word}</b>
      {hold === null || hold.more === 0 ? null : <span className="more-words">+{hold.more}</span>}
      {row.channel === 'shopify' ? <ShopWords row={row} /> : null}
    </td>
  )
}

function ShopWords({ row }: { readonly row: Row }) {
  const { t } = useTranslation()
  const words = [row.financial, row.fulfillment].flatMap((one) =>
    one === null ? [] : t(`shopWords.${one}`, { defaultValue: one }),
  )
  return words.length === 0 ? null : <span className="more-words">{words.join(', ')}</span>
}

function Flags({ row }: { readonly row: Row }) {
  const { t } = useTranslation()
  const flags = [
    ...(row.programs.includes('PRIME') ? ['prime'] : []),
    ...(row.method === 'FBA' ? ['fba'] : []),
  ]
  return flags.map((one) => (
    <span key={one} className="flag">
      {t(`flag.${one}`)}
    </span>
  ))
}
