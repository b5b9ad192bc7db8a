/** A cancellation that was put on a feed: where it stands, until Amazon shows the order as cancelled. */
import type { EffectKey } from '../ids.ts'
import { readBackDue } from '../life/read-back.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import { mayBeRepeated, said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import type { CancelContext } from './cancel-context.ts'

const { look, wait, hold, rest } = stepsOf('cancellation')

/** After the report Amazon's order is read back, and for the last time at this age of it. */
const lastReadMs = 3_600_000
/** Within this a feed is made, run through and reported; later it is no wait but a question. */
const deskMs = 6 * 3_600_000

/** Undefined: nothing was sent yet, or a person asked for it again. */
export function followMessage(
  key: EffectKey,
  context: Pick<CancelContext, 'life' | 'policy' | 'nowMs' | 'amazonAsOfMs'>,
): Step | undefined {
  const { life, policy, nowMs, amazonAsOfMs } = context
  if (life.queued.includes(key)) {
    return rest('CANCEL_ON_THE_DESK', { againAtMs: nowMs + deskMs })
  }
  const effect = effectOf(life.effects, key)
  const [newest] = effect?.attempts ?? []
  if (effect === undefined || newest === undefined || newest.state === 'disproved') return undefined
  if (said(context, 'dismiss', key)) return rest('CANCELLATION_DISMISSED')
  if (mayBeRepeated(context, key, newest.atMs)) return undefined
  switch (newest.state) {
    case 'refused': {
      const code = newest.code ?? 'REFUSED'
      return hold('CANCEL_REFUSED', { code, text: '', subject: key })
    }
    case 'unclear': {
      // Without a code the feed is on its way: its report, or its loss, marks the order.
      const silentMs = newest.atMs + deskMs
      if (newest.code === null && nowMs < silentMs) {
        return rest('CANCEL_ON_THE_DESK', { againAtMs: silentMs })
      }
      return hold('CANCEL_UNCLEAR', { code: newest.code ?? 'FEED_SILENT', subject: key })
    }
    case 'done': {
      const doneMs = effect.doneAtMs ?? newest.atMs
      const due = readBackDue(doneMs, amazonAsOfMs, { policy, life }, lastReadMs)
      if (due === undefined) return hold('CANCEL_NOT_SHOWN', { subject: key })
      return nowMs < due ? wait(due, 'READ_BACK') : look({ at: 'amazon-order' }, 'READ_BACK')
    }
  }
}
