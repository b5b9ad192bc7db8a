/** Where is order X, and which ones …? One table of both platforms. */
import './orders.css'
import './orders-narrow.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import { findByBuyer, orderListQuery, type Row, type RowPage, views } from '../api/order-list.ts'
import { useKeys } from '../frame/use-keys.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Waiting } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FoundByBuyer } from './found-by-buyer.tsx'
import { KeyHints } from './key-hints.tsx'
import { usualView } from './list-address.ts'
import { NoOrders } from './no-orders.tsx'
import { OrderTable } from './order-table.tsx'
import { SavedViews } from './saved-views.tsx'
import { useChoice } from './use-choice.ts'
import { useStillRows } from './use-still-rows.ts'

type Found = Awaited<ReturnType<typeof findByBuyer>>

export function OrdersPage() {
  const { t } = useTranslation()
  const address = useSearch({ from: '/orders' })
  const filter = { ...address, view: address.view ?? usualView }
  const list = useInfiniteQuery(orderListQuery(filter))
  const [found, setFound] = useState<Found | null>(null)
  const { problem, ask } = useAsking()
  const last = list.data?.pages.at(-1)
  const { rows, waiting, showThem, touch } = useStillRows(rowsOf(list.data?.pages), filter)
  const choice = useChoice(rows)
  useListKeys({ rows, choice, view: filter.view })
  return (
    <>
      <PageHead title={t('orders.title')} />
      <SavedViews filter={filter} />
      <FilterBar
        filter={address}
        place={last === undefined ? null : <Total page={last} shown={rows.length} />}
        onBuyer={(what, text) => void ask(async () => setFound(await findByBuyer(what, text)))}
      />
      <Refusal problem={problem ?? refusedOf(list.error)} />
      {found === null ? null : <FoundByBuyer orders={found} onClose={() => setFound(null)} />}
      <BulkBar choice={choice} />
      {waiting === 0 ? null : (
        <button type="button" className="button new-rows" onClick={showThem}>
          {t('orders.newRows', { count: waiting })}
        </button>
      )}
      {last === undefined ? list.isError ? null : <Waiting /> : null}
      {last !== undefined && rows.length === 0 ? <NoOrders filter={address} /> : null}
      {rows.length === 0 ? null : (
        <OrderTable
          rows={rows}
          choice={choice}
          filter={filter}
          onTouch={touch}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
          }}
        />
      )}
      <KeyHints />
    </>
  )
}

function refusedOf(error: Error | null): ApiProblem | null {
  return error instanceof ApiProblem ? error : null
}

/** A row that moved between two pages while they were read stands once. */
function rowsOf(pages: readonly RowPage[] | undefined): readonly Row[] {
  const byKey = new Map<string, Row>()
  for (const page of pages ?? []) {
    for (const row of page.rows) if (!byKey.has(row.key)) byKey.set(row.key, row)
  }
  return [...byKey.values()]
}

function Total({ page, shown }: { readonly page: RowPage; readonly shown: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const total = `${format.count(Math.max(page.total, shown))}${page.more ? '+' : ''}`
  return <>{t('orders.total', { count: page.total, number: total })}</>
}

function useListKeys(on: {
  readonly rows: readonly Row[]
  readonly choice: ReturnType<typeof useChoice>
  readonly view: (typeof views)[number]
}): void {
  const navigate = useNavigate()
  const { rows, choice, view } = on
  const turn = (by: number) => () => {
    const next = views[views.indexOf(view) + by]
    if (next !== undefined) void navigate({ to: '/orders', search: { view: next } })
  }
  const show = (index: number) =>
    document.getElementById(`row-${rows[index]?.key}`)?.scrollIntoView({ block: 'nearest' })
  useKeys({
    j: () => show(choice.move(1)),
    k: () => show(choice.move(-1)),
    ArrowDown: () => show(choice.move(1)),
    ArrowUp: () => show(choice.move(-1)),
    x: choice.toggleHere,
    'Shift x': choice.chooseRange,
    Escape: choice.clear,
    '[': turn(-1),
    ']': turn(1),
    Enter: () => {
      const orderId = rows[choice.cursor]?.orderId
      if (orderId === null || orderId === undefined) return
      void navigate({ to: '/orders/$orderId', params: { orderId }, search: { view } })
    },
    p: () => {
      if (choice.chosen.size === 0) return
      void navigate({ to: '/pick-list', search: { orders: [...choice.chosen].join(',') } })
    },
    e: () => document.getElementById('bulk-export')?.click(),
  })
}
