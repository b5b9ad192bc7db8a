/** Each lane from watching to live, with what it would do at once. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { type LaneState, lanePreviewQuery, lanesQuery, setLane } from '../api/settings.ts'
import { Confirm, type Question } from '../parts/confirm.tsx'
import { Reading } from '../parts/reading.tsx'
import { useCodes } from '../words/use-codes.ts'

/** Which concern of an order each lane carries. */
const concernOf: Readonly<Record<string, string>> = {
  ...{ ship: 'shipment', cancel: 'cancellation', refund: 'refund' },
  ...{ feedback: 'solicitation', returns: 'return', import: 'import', stock: 'stock' },
}

export function Lanes() {
  const { t } = useTranslation()
  const lanes = useQuery(lanesQuery)
  return (
    <section className="block" id="lanes">
      <h2>
        {t('settings.lanes.title')} <span className="faint">{t('settings.lanes.say')}</span>
      </h2>
      <Reading of={lanes}>
        {(answer) =>
          Object.entries(answer).map(([lane, state]) => (
            <Lane key={lane} lane={lane} state={state} />
          ))
        }
      </Reading>
    </section>
  )
}

type LaneProps = { readonly lane: string; readonly state: LaneState }

function Lane({ lane, state }: LaneProps) {
  const { t } = useTranslation()
  const may = useMay('owner')
  const [isAsked, setAsked] = useState(false)
  const at = useWould(lane)
  const question = useQuestion({ lane, state })
  const name = t(`settings.lanes.${lane}.title`, { defaultValue: lane })
  return (
    <div className="setting">
      <div>
        <h3>{name}</h3>
        <p>{t(`settings.lanes.now.${state}`)}</p>
        {state === 'watch' && at.length > 0 ? <p>{at.join(' ')}</p> : null}
      </div>
      <div className="switch-row">
        <input
          type="checkbox"
          role="switch"
          className="switch"
          aria-label={name}
          aria-checked={state === 'live'}
          checked={state === 'live'}
          disabled={!may}
          onChange={() => setAsked(true)}
        />
        <span>{t(`settings.lanes.${state}`)}</span>
      </div>
      {isAsked ? <Confirm question={question} onClose={() => setAsked(false)} /> : null}
    </div>
  )
}

function useWould(lane: string): string[] {
  const { t } = useTranslation()
  const codes = useCodes()
  const would = useQuery(lanePreviewQuery).data?.lanes ?? []
  return would
    .filter(({ concern }) => concern === concernOf[lane])
    .map(({ what, orders }) =>
      t('settings.lanes.would', { count: orders, what: codes.reason(what, what) }),
    )
}

function useQuestion({ lane, state }: LaneProps): Question {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const to = state === 'live' ? 'watch' : 'live'
  const name = t(`settings.lanes.${lane}.title`, { defaultValue: lane })
  const at = useWould(lane)
  return {
    title: t(`settings.lanes.ask.${to}`, { name }),
    effects: [
      { kind: 'does', say: t(`settings.lanes.does.${to}`) },
      ...(to === 'live' ? at : []).map((say) => ({ kind: 'mind' as const, say })),
      { kind: 'stays', say: t('verbs.written') },
    ],
    act: t(`settings.lanes.act.${to}`),
    acting: t('settings.saving'),
    stay: t('bulk.stay'),
    run: async () => {
      await setLane(lane, to)
      await queries.invalidateQueries({ queryKey: ['lanes'] })
    },
  }
}
