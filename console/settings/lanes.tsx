/** Each lane from watching to live, with what it would do at once. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { type LanePreview, lanePreviewQuery, setLane } from '../api/settings.ts'
import { Confirm, type Question } from '../parts/confirm.tsx'
import { Reading } from '../parts/reading.tsx'

export function Lanes() {
  const { t } = useTranslation()
  const lanes = useQuery(lanePreviewQuery)
  return (
    <section className="block" id="lanes">
      <h2>
        {t('settings.lanes.title')} <span className="faint">{t('settings.lanes.say')}</span>
      </h2>
      <Reading of={lanes}>
        {(answer) => answer.lanes.map((lane) => <Lane key={lane.lane} lane={lane} />)}
      </Reading>
    </section>
  )
}

function Lane({ lane }: { readonly lane: LanePreview }) {
  const { t } = useTranslation()
  const may = useMay('owner')
  const [isAsked, setAsked] = useState(false)
  const question = useQuestion(lane)
  const isLive = lane.state === 'live'
  return (
    <div className="setting">
      <div>
        <h3>{t(`settings.lanes.${lane.lane}.title`, { defaultValue: lane.lane })}</h3>
        <p>
          {t(`settings.lanes.${lane.lane}.${lane.state}`, {
            defaultValue: t(`settings.lanes.${lane.state}`),
          })}
        </p>
      </div>
      <div className="switch-row">
        <input
          type="checkbox"
          role="switch"
          className="switch"
          aria-label={t(`settings.lanes.${lane.lane}.title`, { defaultValue: lane.lane })}
          checked={isLive}
          aria-checked={isLive}
          disabled={!may}
          onChange={() => setAsked(true)}
        />
        <span>{t(`settings.lanes.${lane.state}`)}</span>
      </div>
      {isAsked ? <Confirm question={question} onClose={() => setAsked(false)} /> : null}
    </div>
  )
}

function useQuestion({ lane, state, would }: LanePreview): Question {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const to = state === 'live' ? 'watch' : 'live'
  const name = t(`settings.lanes.${lane}.title`, { defaultValue: lane })
  const at = to === 'live' ? would.filter(({ orders }) => orders > 0) : []
  return {
    title: t(`settings.lanes.ask.${to}`, { name }),
    effects: [
      ...at.map(({ what, orders }) => ({
        kind: 'mind' as const,
        say: t('settings.lanes.would', {
          count: orders,
          what: t(`trace.call.${what}`, { defaultValue: what }),
        }),
      })),
      { kind: 'does', say: t(`settings.lanes.does.${to}`) },
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
