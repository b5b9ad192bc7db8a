/** Solicitations v1 (model of 2026-08-05; models#4927, docs#121, models#19): window, once, and a 403 that is no auth failure. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
let orderId: string
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
  orderId = amazon.simulator.control.placeOrder()
})
afterEach(() => amazon.close())

const query = '?marketplaceIds=A1PA6795UKMFR9'
const path = () => `/solicitations/v1/orders/${orderId}`
const actions = async () => {
  const { _links } = (await amazon.get(path() + query)).body as {
    _links: { actions: { name: string; href: string }[] }
  }
  return _links.actions
}
const solicit = () =>
  amazon.send('POST', `${path()}/solicitations/productReviewAndSellerFeedback${query}`)
const at = (time: string) =>
  amazon.simulator.control.advance(Date.parse(time) - amazon.clock.nowMs())
const refusal = async () => {
  const { status, body } = await solicit()
  const { code, message } = firstError(body)
  return { status, code, message }
}
const unavailable = {
  status: 403,
  code: 'Unauthorized',
  message: 'The requested solicitation is not available for this amazonOrderId.',
}
const outside = {
  ...unavailable,
  message:
    "You can't use this feature to request a review outside the 5-30 day range after the order delivery date.",
}

// Ordered on Sunday 2026-11-22: delivery from the 25th to the 29th, so from 2026-11-30 to 2026-12-29.
describe('a solicitation', () => {
  it('is offered and accepted once within its window', async () => {
    amazon.simulator.control.shipOrder(orderId)
    await at('2026-11-30T00:00:00Z')
    expect(await actions()).toEqual([
      {
        name: 'productReviewAndSellerFeedback',
        href: `${path()}/solicitations/productReviewAndSellerFeedback${query}`,
      },
    ])
    const answer = await solicit()
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 201, body: {} })
    expect(await actions()).toEqual([])
    expect(await refusal()).toEqual(unavailable)
    expect(amazon.simulator.control.truth(orderId).solicitedAt).toBe('2026-11-30T00:00:00.000Z')
  })

  it('is refused a second before and a second after, and the token stays good', async () => {
    amazon.simulator.control.shipOrder(orderId)
    await at('2026-11-29T23:59:59Z')
    expect(await refusal()).toEqual(outside)
    expect(await actions()).toEqual([])
    await at('2026-12-30T00:00:00Z')
    expect(await refusal()).toEqual(outside)
    expect((await amazon.get(`/orders/2026-01-01/orders/${orderId}`)).status).toBe(200)
  })

  it('is not for an order that was not shipped, and needs its marketplace', async () => {
    await at('2026-12-05T00:00:00Z')
    expect(await refusal()).toEqual(unavailable)
    expect((await amazon.get(path())).status).toBe(400)
    expect((await amazon.get(`${path()}?marketplaceIds=ATVPDKIKX0DER`)).status).toBe(404)
  })

  it('whose answer is lost was sent all the same', async () => {
    amazon.simulator.control.shipOrder(orderId)
    await at('2026-12-05T00:00:00Z')
    const on = 'amazon.createProductReviewAndSellerFeedbackSolicitation'
    amazon.simulator.faults.add({ on, fault: 'answer-lost' })
    await expect(solicit()).rejects.toThrow()
    expect(await refusal()).toEqual(unavailable)
  })
})
