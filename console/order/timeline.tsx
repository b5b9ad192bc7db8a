/** What Crossdock did, and why: newest first, with the recorded decision as question and answer. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderPage, Trace } from '../api/order-page.ts'
import { readRaw } from '../api/order-page.ts'
import { useMay } from '../api/session.ts'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useNarrow } from '../parts/use-narrow.ts'
import { useFormat } from '../words/format.ts'
import { Questions } from './questions.tsx'
import { useTelling } from './tell-trace.ts'

const shownFirst = 12
const narrowFirst = 6

export function Timeline({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const isNarrow = useNarrow()
  const [isWhole, setWhole] = useState(false)
  const [withReadings, setReadings] = useState(false)
  const newestFirst = withoutRepeats([...order.trace].reverse())
  const done = newestFirst.filter((trace) => !isReading(trace))
  const told = withReadings ? newestFirst : done
  const shown = isWhole ? told : told.slice(0, isNarrow ? narrowFirst : shownFirst)
  const decidedAt = newestFirst.find(isImportDecision)
  const readings = newestFirst.length - done.length
  return (
    <aside className="block">
      <h2>{t('timeline.title')}</h2>
      <ol className="timeline">
        {shown.map((trace, index) => (
          <Event
            // biome-ignore lint/suspicious/noArrayIndexKey: two events of one moment are alike in all else
            key={`${trace.at} ${trace.kind} ${index}`}
            trace={trace}
            before={shown[index - 1]}
            order={order}
            explains={trace === decidedAt}
          />
        ))}
      </ol>
      <div className="timeline-more">
        {shown.length < told.length ? (
          <button type="button" className="link-button" onClick={() => setWhole(true)}>
            {t('timeline.more', { count: told.length - shown.length })}
          </button>
        ) : null}
        {readings === 0 ? null : (
          <button type="button" className="link-button" onClick={() => setReadings(!withReadings)}>
            {withReadings ? t('timeline.calm') : t('timeline.readings', { count: readings })}
          </button>
        )}
        <RawRecord order={order} />
      </div>
    </aside>
  )
}

/** Looking, hearing and finding nothing to do: what happened between two deeds, and no deed itself. */
function isReading(trace: Trace): boolean {
  const { kind, body } = trace
  if (kind === 'heard' || kind === 'looked') return true
  return kind === 'decided' && !isImportDecision(trace) && body.outcome !== 'held'
}

function isImportDecision({ kind, body }: Trace): boolean {
  return kind === 'decided' && (body.concern === undefined || body.concern === 'import')
}

/** The same decision again and again tells nothing: the newest of such a run stands for all. */
function withoutRepeats(traces: readonly Trace[]): Trace[] {
  const sign = (trace: Trace | undefined) =>
    trace?.kind === 'decided' ? `${trace.body.concern} ${trace.body.reason}` : undefined
  return traces.filter((one, index) => {
    const mine = sign(one)
    return mine === undefined || mine !== sign(traces[index - 1])
  })
}

function Event(props: {
  readonly trace: Trace
  readonly before: Trace | undefined
  readonly order: OrderPage
  readonly explains: boolean
}) {
  const format = useFormat()
  const tell = useTelling()
  const { trace, before, order, explains } = props
  const isNewDay = before === undefined || !format.sameDay(before.at, trace.at)
  const told = tell(trace)
  return (
    <>
      {isNewDay ? <li className="day">{format.longDay(trace.at)}</li> : null}
      <li className={trace.body.outcome === 'held' ? 'needs' : ''}>
        <time dateTime={trace.at}>{format.clock(trace.at)}</time>
        <i className="knot" />
        <div>
          <b>{told.title}</b>
          {told.text === '' ? null : <p>{told.text}</p>}
          {explains ? <Questions order={order} decided={trace} /> : null}
        </div>
      </li>
    </>
  )
}

/** As Amazon sent it, with personal data: read on request, and the reading is written down. */
function RawRecord({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const may = useMay('operator')
  const [raw, setRaw] = useState<string | null>(null)
  const { problem, ask } = useAsking()
  if (!order.hasRaw || !may) return null
  const read = () => ask(async () => setRaw(JSON.stringify(await readRaw(order.orderId), null, 2)))
  return (
    <div>
      {raw === null ? (
        <button type="button" className="link-button" onClick={() => void read()}>
          {t('timeline.raw')}
        </button>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <pre className="raw" tabIndex={0}>
          {raw}
        </pre>
      )}
      <Refusal problem={problem} />
    </div>
  )
}
