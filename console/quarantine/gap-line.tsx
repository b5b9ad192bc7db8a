/** What happened when: a line that is broken while Crossdock was away, and the cases on it. */
import { useTranslation } from 'react-i18next'
import type { Case, Quarantine } from '../api/quarantine.ts'
import { useFormat } from '../words/format.ts'

const [left, right, width] = [220, 1010, 1200]

export function GapLine(props: {
  readonly gap: NonNullable<Quarantine['gap']>
  readonly cases: readonly Case[]
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { gap, cases } = props
  const { disconnectedAt, connectedAt } = gap
  if (disconnectedAt === null || connectedAt === null) return null
  const said = t('quarantine.gap', {
    from: format.moment(disconnectedAt),
    to: format.moment(connectedAt),
  })
  const [from, to] = [Date.parse(disconnectedAt), Date.parse(connectedAt)]
  const placed = cases.flatMap(({ inShop, orderId }) => {
    const at = inShop.cancelledAt
    if (at === null || to <= from) return []
    const share = Math.min(1, Math.max(0, (Date.parse(at) - from) / (to - from)))
    return [{ orderId, x: left + 16 + share * (right - left - 48) }]
  })
  return (
    <section className="block">
      <h2>{t('quarantine.happened')}</h2>
      <svg className="gap-line wide-only" viewBox={`0 0 ${width} 32`} aria-hidden="true">
        <path d={`M0 16H${left}M${right} 16H${width}`} stroke="var(--bar)" strokeWidth="2" />
        <path
          d={`M${left} 16H${right}`}
          stroke="var(--edge)"
          strokeWidth="2"
          strokeDasharray="3 5"
        />
        <path d={`M${left} 6v20M${right} 6v20`} stroke="var(--bar)" strokeWidth="3" />
        {placed.map(({ orderId, x }) => (
          <g key={orderId} transform={`translate(${x} 8)`}>
            <rect width="16" height="16" rx="2" fill="var(--signal)" />
            <path d="M5 4v8M11 4v8" stroke="var(--on-signal)" strokeWidth="2.2" />
          </g>
        ))}
      </svg>
      <p className="small quiet">{said}</p>
    </section>
  )
}
