/** Personal data: only with the role, only when Amazon has it, and never while an order is pending. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, everyBlock, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

const marked = {
  name: 'CANARY-NAME',
  addressLine1: 'CANARY-LINE-1',
  addressLine2: 'CANARY-LINE-2',
  postalCode: 'CANARY-POST',
  phone: 'CANARY-PHONE',
}
const secret = /CANARY|@marketplace/

async function text(orderId: string): Promise<string> {
  const path = `/orders/2026-01-01/orders/${orderId}?includedData=${everyBlock}`
  return JSON.stringify((await amazon.get(path)).body)
}

describe('without the restricted role', () => {
  it('nothing of the person is there, but city and country are', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({
      recipient: { ...marked, city: 'Uppsala' },
      lines: [{ giftMessage: 'CANARY-GIFT', customizedUrl: 'https://CANARY-URL.invalid' }],
    })
    expect(await text(orderId)).toMatch(/CANARY-NAME.*CANARY-GIFT/s)
    control.changeSettings({ directToConsumerRole: false })
    const without = await text(orderId)
    expect(without).not.toMatch(secret)
    expect(without).toContain('Uppsala')
    expect(without).toContain('"giftWrapLevel"')
  })

  it('a tax role brings the name of the buyer and nothing else', async () => {
    const { control } = amazon.simulator
    control.changeSettings({ directToConsumerRole: false, taxRole: true })
    const orderId = control.placeOrder({ recipient: marked, buyerName: 'BUYER-OF-THE-ORDER' })
    const answer = await text(orderId)
    expect(answer).toContain('BUYER-OF-THE-ORDER')
    expect(answer).not.toMatch(secret)
  })
})

describe('with the role', () => {
  it('a pending order has no address, no price and no promise; paying brings them', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ status: 'PENDING', recipient: marked })
    const pending = await text(orderId)
    for (const absent of ['CANARY', 'proceeds', 'unitPrice', 'shipByWindow', 'paymentAmount']) {
      expect(pending).not.toContain(absent)
    }
    control.changeSettings({ pendingShowsMoney: true })
    expect(await text(orderId)).toContain('grandTotal')
    control.payOrder(orderId)
    expect(await text(orderId)).toMatch(/CANARY-LINE-1/)
  })

  it('data that comes later appears at its time and moves lastUpdatedTime', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ recipient: marked, personalData: { afterMs: 300_000 } })
    expect(await text(orderId)).not.toMatch(secret)
    const before = control.order(orderId)?.updatedMs ?? 0
    await control.advance(300_000)
    expect(await text(orderId)).toContain('CANARY-LINE-1')
    expect(control.order(orderId)?.updatedMs).toBe(before + 300_000)
  })

  it('Amazon-fulfilled orders have no phone and no relay address', async () => {
    const { control } = amazon.simulator
    const answer = await text(control.placeOrder({ fulfilledBy: 'AMAZON', recipient: marked }))
    expect(answer).toContain('CANARY-NAME')
    expect(answer).not.toMatch(/CANARY-PHONE|@marketplace/)
  })

  it('a shipped order loses the phone after its latest delivery date', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ recipient: marked })
    control.shipOrder(orderId)
    expect(await text(orderId)).toContain('CANARY-PHONE')
    await control.advance(10 * 86_400_000)
    expect(await text(orderId)).not.toContain('CANARY-PHONE')
  })
})
