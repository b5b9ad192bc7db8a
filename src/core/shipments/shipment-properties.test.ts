/** What holds of shipments whatever happens: any order of merchant, Amazon, losses and refusals. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createShipmentModel,
  type Fate,
  type Happening,
} from '../../../tests/support/shipment-model.ts'

const small = fc.integer({ min: 0, max: 3 })
const units = fc.integer({ min: 1, max: 3 })
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('fulfil'), item: small, units, number: small }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('track'), at: small, number: small }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('cancel'), at: small }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('amazon-ships'), item: small, units, number: small }),
  },
)
const fate = fc.constantFrom<Fate>(
  'done',
  'done',
  'done',
  'dropped',
  'lost',
  'lost-before',
  'refused',
)
const story = fc.record({
  ordered: fc.array(units, { minLength: 1, maxLength: 2 }),
  fates: fc.array(fate, { minLength: 1, maxLength: 5 }),
  happenings: fc.array(happening, { minLength: 1, maxLength: 6 }),
})

const stepsMax = 120

type Story = typeof story extends fc.Arbitrary<infer One> ? One : never

function play({ ordered, fates, happenings }: Story) {
  const model = createShipmentModel(ordered, fates)
  for (const one of happenings) {
    model.happen(one)
    expect(model.settle(stepsMax)).toBeLessThanOrEqual(stepsMax)
  }
  return model
}

test('R-SHIP-20: decisions settle in a bounded number of steps', () => {
  fc.assert(
    fc.property(story, (one) => void play(one)),
    { numRuns: 400 },
  )
})

test('R-SHIP-21: Amazon is never told of more units than were ordered', () => {
  fc.assert(
    fc.property(story, (one) => {
      const model = play(one)
      for (const item of model.items) {
        expect(model.onAmazon(item)).toBeLessThanOrEqual(one.ordered[item - 1] ?? 0)
        expect(model.inShop(item)).toBeLessThanOrEqual(one.ordered[item - 1] ?? 0)
      }
    }),
    { numRuns: 400 },
  )
})

test('R-SHIP-22: a parcel has one reference, and a reference one parcel that stands', () => {
  fc.assert(
    fc.property(story, (one) => {
      const bodies = play(one)
        .effects()
        .filter(({ kind }) => kind === 'confirm-parcel')
        .map(({ body }) => body as { parcel: string; reference: string })
      const byParcel = Map.groupBy(bodies, ({ parcel }) => parcel)
      for (const revisions of byParcel.values()) {
        expect(new Set(revisions.map(({ reference }) => reference)).size).toBe(1)
      }
    }),
    { numRuns: 400 },
  )
})
