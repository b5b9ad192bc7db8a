/** The rows that are on the screen, of a list of any length. */
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListFilter, Row } from '../api/order-list.ts'
import { OrderRow } from './order-row.tsx'
import type { Choice } from './use-choice.ts'

type OrderTableProps = {
  readonly rows: readonly Row[]
  readonly choice: Choice
  readonly filter: ListFilter
  readonly onTouch: () => void
  readonly onEnd: () => void
}

const aheadRows = 12
const rowPx = 45

export function OrderTable(props: OrderTableProps) {
  const { rows, choice, filter, onTouch, onEnd } = props
  const place = useRef<HTMLTableElement>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: aheadRows,
    scrollMargin: place.current?.offsetTop ?? 0,
    getItemKey: (index) => rows[index]?.key ?? index,
  })
  const items = virtual.getVirtualItems()
  const lastIndex = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastIndex >= rows.length - aheadRows) onEnd()
  }, [lastIndex, rows.length, onEnd])
  const margin = virtual.options.scrollMargin
  const above = Math.max(0, (items[0]?.start ?? margin) - margin)
  const below = Math.max(0, virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin))
  return (
    <table
      ref={place}
      className={choice.chosen.size === 0 ? 'orders not-choosing' : 'orders'}
      role="table"
      aria-rowcount={rows.length + 1}
      onPointerMove={onTouch}
    >
      <Head choice={choice} rows={rows} />
      <tbody role="rowgroup">
        <Spacer heightPx={above} />
        {items.map(({ index, key }) => {
          const row = rows[index]
          if (row === undefined) return null
          return (
            <OrderRow
              key={key}
              row={row}
              index={index}
              choice={choice}
              filter={filter}
              measure={virtual.measureElement}
            />
          )
        })}
        <Spacer heightPx={below} />
      </tbody>
    </table>
  )
}

/** Stands for the rows that are not on the screen. */
function Spacer({ heightPx }: { readonly heightPx: number }) {
  if (heightPx < 1) return null
  return (
    <tr className="spacer">
      <td colSpan={9} style={{ height: heightPx }} />
    </tr>
  )
}

const columns = ['amazon', 'lane', 'shopify', 'stands', 'market', 'units', 'total', 'left'] as const
const widths = {
  ...{ amazon: 'col-number', lane: 'col-lane', shopify: 'col-name', stands: 'col-stands' },
  ...{ market: 'col-market', units: 'col-units end', total: 'col-total end', left: 'col-left end' },
} as const satisfies Record<(typeof columns)[number], string>

function Head({ choice, rows }: { readonly choice: Choice; readonly rows: readonly Row[] }) {
  const { t } = useTranslation()
  const all = rows.length > 0 && rows.every((one) => choice.chosen.has(one.orderId ?? one.key))
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" className="col-box">
          <input
            type="checkbox"
            className="box"
            aria-label={t('orders.chooseAll')}
            checked={all}
            onChange={choice.chooseAll}
          />
        </th>
        {columns.map((name) => (
          <th key={name} role="columnheader" scope="col" className={widths[name]}>
            {name === 'lane' ? (
              <span className="unseen">{t('orders.columns.lane')}</span>
            ) : (
              t(`orders.columns.${name}`)
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}
