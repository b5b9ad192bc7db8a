/** Buyers' data before it reaches the store. */
import { expect, it } from 'vitest'
import { amazonOrder } from '../../tests/support/order-samples.ts'
import { createSecrets } from '../config/secrets.ts'
import { createSealing } from './sealing.ts'

const older = Buffer.alloc(32, 1)
const newer = Buffer.alloc(32, 2)

function hashesOf(keys: readonly [Buffer, ...Buffer[]], line1: string): string[] {
  const empty = {
    name: null,
    company: null,
    line2: null,
    line3: null,
    district: null,
    region: null,
  }
  const rest = { city: 'Berlin', postalCode: '10115', countryCode: 'DE', phone: null }
  const address = { ...empty, ...rest, line1 }
  const sealed = createSealing(createSecrets(keys)).sealReading({
    kind: 'order',
    order: amazonOrder(),
    personal: { buyerName: null, address, giftMessages: [] },
    personalState: 'complete',
    lacking: [],
    unknownValues: [],
    rawText: '{}',
  })
  return (sealed.addressHmacs ?? []).map((one) => Buffer.from(one).toString('hex'))
}

it('R-CHANGE-3: the hash of an address is known again under a new key, and tells another from it', () => {
  const [before] = hashesOf([older], 'Ufer 1')
  expect(hashesOf([newer, older], ' UFER  1')).toContain(before)
  expect(hashesOf([newer, older], 'Ufer 2')).not.toContain(before)
})
