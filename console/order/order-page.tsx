/** What happened to this order, why, and what can I do? */
import './order.css'
import './order-parts.css'
import './order-narrow.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type OrderPage as Order, orderQuery } from '../api/order-page.ts'
import { Reading } from '../parts/reading.tsx'
import { BothSides } from './both-sides.tsx'
import { Crumbs } from './crumbs.tsx'
import { HoldTag } from './hold-tag.tsx'
import { Ledger } from './ledger.tsx'
import { Lines } from './lines.tsx'
import { OrderHead } from './order-head.tsx'
import { Parcels } from './parcels.tsx'
import { Refunds } from './refunds.tsx'
import { Timeline } from './timeline.tsx'
import { VerbBar } from './verb-bar.tsx'

export function OrderPage() {
  const { orderId } = useParams({ from: '/orders/$orderId' })
  const order = useQuery(orderQuery(orderId))
  return (
    <>
      <Crumbs orderId={orderId} />
      <Reading of={order}>{(answer) => <Whole order={answer} />}</Reading>
    </>
  )
}

function Whole({ order }: { readonly order: Order }) {
  return (
    <>
      <OrderHead order={order} />
      {order.holds.map((hold, index) => (
        <HoldTag
          key={`${hold.concern} ${hold.code} ${hold.subject}`}
          hold={hold}
          order={order}
          isFirst={index === 0}
        />
      ))}
      <BothSides order={order} />
      <div className="split">
        <div>
          <Lines order={order} />
          {order.sums === null ? null : (
            <Ledger sums={order.sums} isInShop={order.shopifyGid !== null} />
          )}
          <Refunds refunds={order.refunds} order={order} />
          <Parcels order={order} />
        </div>
        <Timeline order={order} />
      </div>
      <VerbBar order={order} />
    </>
  )
}
