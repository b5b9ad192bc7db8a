/** A word about a parcel answers its own hold, and what only waits for a number speaks up again. */
import { expect, test } from 'vitest'
import {
  fulfillment,
  importedView,
  lifeInput,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { amazonOrder, hourMs, minuteMs, noonMs } from '../../../tests/support/order-samples.ts'
import type { LifeInput } from '../life/life-view.ts'
import type { LifeFulfillment } from '../orders/shop-life.ts'
import type { Step } from '../step.ts'
import { decideShipment } from './decide-shipment.ts'

const shipByMs = noonMs + 30 * hourMs
const tracked = [{ company: 'DHL', number: '00340434161094000001', url: null }]

function decide(
  trackings: LifeFulfillment['trackings'],
  inputs: readonly LifeInput[],
  nowMs = noonMs,
  programs: readonly string[] = [],
): Step {
  const read = shopLife({ fulfillments: [fulfillment(1, { trackings })] })
  const view = importedView({ order: amazonOrder({ shipByMs, programs }) })
  return decideShipment(view, lifeView({ read, inputs }), livePolicy, nowMs)
}

const dismissed = [lifeInput('dismiss', '1', { about: 'TRACKING_MISSING' })]

test('R-SHIP-29: a dismissed parcel without a number is silent until the next clock rings, and truthful', () => {
  expect(decide([], [])).toMatchObject({ do: 'hold', code: 'TRACKING_MISSING' })
  expect(decide([], dismissed)).toMatchObject({
    ...{ do: 'rest', reason: 'SHIPMENT_DISMISSED', againAtMs: shipByMs - 24 * hourMs },
  })
  expect(decide([], dismissed, shipByMs - 24 * hourMs)).toMatchObject({ code: 'TRACKING_MISSING' })
})

test('R-SHIP-29: dismissed again it is silent until the clock after that', () => {
  const nowMs = shipByMs - 23 * hourMs
  const again = lifeInput('dismiss', '1', { about: 'TRACKING_MISSING', atMs: nowMs - minuteMs })
  expect(decide([], [...dismissed, again], nowMs)).toMatchObject({
    ...{ do: 'rest', againAtMs: shipByMs - 4 * hourMs },
  })
})

test('R-SHIP-29: the number that appears is told, whatever was dismissed before', () => {
  expect(decide(tracked, dismissed)).toMatchObject({ do: 'write', reason: 'CONFIRM_PARCEL' })
})

test('R-SHIP-29: a yes to one question about a parcel is none to another', () => {
  const split = [lifeInput('approve', '1', { about: 'TRACKING_SPLIT_UNKNOWN' })]
  expect(decide(tracked, split, noonMs, ['PRIME'])).toMatchObject({ code: 'PRIME_FOREIGN_LABEL' })
  const label = [...split, lifeInput('approve', '1', { about: 'PRIME_FOREIGN_LABEL' })]
  expect(decide(tracked, label, noonMs, ['PRIME'])).toMatchObject({ reason: 'CONFIRM_PARCEL' })
})
