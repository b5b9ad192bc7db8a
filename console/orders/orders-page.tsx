/** Where is order X, and which ones …? One table of both platforms. */
import './orders.css'
import './orders-narrow.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import type { WholeFilter } from '../api/my-views.ts'
import {
  csvAddress,
  findByBuyer,
  orderListQuery,
  type Row,
  type RowPage,
  views,
} from '../api/order-list.ts'
import { useMay } from '../api/session.ts'
import { useKeys } from '../frame/use-keys.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Waiting } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FoundByBuyer } from './found-by-buyer.tsx'
import { HoldChosen } from './hold-chosen.tsx'
import { KeepView } from './keep-view.tsx'
import { KeyHints } from './key-hints.tsx'
import { readListAddress, usualView } from './list-address.ts'
import { NoOrders } from './no-orders.tsx'
import { OrderTable } from './order-table.tsx'
import { SavedViews, useOwnView, useOwnViews } from './saved-views.tsx'
import { useChoice } from './use-choice.ts'
import { useStillRows } from './use-still-rows.ts'
import { ViewMenu } from './view-menu.tsx'

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
  const own = useOwnView(filter)
  const [holding, setHolding] = useState<readonly string[]>([])
  useListKeys({ rows, choice, filter, onHold: setHolding })
  return (
    <>
      <PageHead title={t('orders.title')}>
        {own === undefined ? <KeepView filter={filter} /> : <ViewMenu view={own} filter={filter} />}
        <a className="button" href={csvAddress(filter)} download>
          {t('orders.csv')}
        </a>
      </PageHead>
      <SavedViews filter={filter} />
      <FilterBar
        filter={address}
        place={last === undefined ? null : <Total page={last} shown={rows.length} />}
        onBuyer={(what, text) => void ask(async () => setFound(await findByBuyer(what, text)))}
      />
      <Refusal problem={problem ?? refusedOf(list.error)} />
      {found === null ? null : <FoundByBuyer orders={found} onClose={() => setFound(null)} />}
      <BulkBar choice={choice} onHold={() => setHolding([...choice.chosen])} />
      {holding.length === 0 ? null : (
        <HoldChosen orderIds={holding} onDone={choice.clear} onClose={() => setHolding([])} />
      )}
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
      {last === undefined ? null : <KeyHints />}
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
  readonly filter: WholeFilter
  readonly onHold: (orderIds: readonly string[]) => void
}): void {
  const navigate = useNavigate()
  const may = useMay('operator')
  const { rows, choice, filter, onHold } = on
  const turn = useTurn(filter)
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
      void navigate({ to: '/orders/$orderId', params: { orderId }, search: filter })
    },
    p: () => {
      if (choice.chosen.size === 0) return
      void navigate({ to: '/pick-list', search: { orders: [...choice.chosen].join(',') } })
    },
    e: () => document.getElementById('bulk-export')?.click(),
    h: () => {
      const here = rows[choice.cursor]?.orderId ?? null
      const meant = choice.chosen.size > 0 ? [...choice.chosen] : here === null ? [] : [here]
      if (may) onHold(meant)
    },
  })
}

/** To the saved view beside this one; one's own stand behind the others. */
function useTurn(filter: WholeFilter): (by: number) => () => void {
  const navigate = useNavigate()
  const own = useOwnViews()
  const mine = useOwnView(filter)
  const all = [
    ...views.map((view) => ({ view })),
    ...own.map((one) => readListAddress(one.filters)),
  ]
  const here = mine === undefined ? views.indexOf(filter.view) : views.length + own.indexOf(mine)
  return (by) => () => {
    const next = all[here + by]
    if (next !== undefined) void navigate({ to: '/orders', search: next })
  }
}
