/**
 * A hold of a parcel that a person set aside. The word answers that hold alone, and what only waits for a
 * number speaks up again when a clock of the order goes on: nobody may forget it until it is not paid.
 */
import { nextAlarmMs } from '../life/alarms.ts'
import { stepsOf } from '../life/steps.ts'
import type { Step } from '../step.ts'
import { lastWord, type ShipmentContext } from './shipment-context.ts'

const { rest } = stepsOf('shipment')

/** Holds that the seller can end by giving Amazon what is missing. */
const returning: ReadonlySet<string> = new Set(['TRACKING_MISSING', 'TRACKING_UNREADABLE'])

export function unlessDismissed(step: Step, context: ShipmentContext): Step {
  if (step.do !== 'hold') return step
  const word = lastWord(context, String(step.detail.subject), step.code)
  if (word?.kind !== 'dismiss') return step
  const againAtMs = returning.has(step.code) ? nextAlarmMs(context.order, word.atMs) : null
  if (againAtMs === null) return rest('SHIPMENT_DISMISSED')
  return againAtMs <= context.nowMs ? step : rest('SHIPMENT_DISMISSED', { againAtMs })
}
