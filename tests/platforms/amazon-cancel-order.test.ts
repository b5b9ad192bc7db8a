/** Cancelling a whole order by the direct call: what goes over the wire, and what each refusal means. */
import { afterEach, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { openAmazon, refusal } from './amazon-host.ts'
import { type Asked, soon, type Told } from './loopback.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function open(api: (asked: Asked) => Told) {
  const opened = await openAmazon(api)
  closers.push(opened.close)
  return opened
}

const cancel = {
  orderId: id('AmazonOrderId', '302-1234567-7654321'),
  reasonCode: 'NO_INVENTORY',
} as const

test('it is asked for as Amazon had it in its models, and 202 is done', async () => {
  const { amazon, calls } = await open(() => ({ status: 202, json: {} }))
  expect(await amazon.life.cancelOrder(cancel, soon())).toEqual({ kind: 'done' })
  const [asked] = calls()
  expect(`${asked?.method} ${asked?.path}`).toBe(
    'PUT /orders/2026-01-01/orders/302-1234567-7654321/cancellation',
  )
  expect(JSON.parse(asked?.body ?? '')).toEqual({ cancelReasonCode: 'NO_INVENTORY' })
})

test.each([
  [403, 'Access to requested resource is denied.', 'CALL_NOT_OFFERED'],
  [404, 'The requested resource was not found.', 'CALL_NOT_OFFERED'],
  [400, 'The order is already cancelled.', 'ALREADY_CANCELLED'],
  [400, 'Partial cancellations are not supported', 'NOT_WHOLE'],
  [400, 'Invalid Input', 'CANCEL_REFUSED'],
])('R-CANCEL-30: a %i that says "%s" is %s', async (status, message, code) => {
  const { amazon } = await open(() => refusal(status, 'InvalidInput', message))
  expect(await amazon.life.cancelOrder(cancel, soon())).toMatchObject({ kind: 'refused', code })
})
