/** The same seed, clock and calls give the same world, to the last header. */
import { describe, expect, it } from 'vitest'
import { createAmazonSimulator } from '../../simulators/amazon/simulator.ts'
import { type WireAnswer, wireRequest } from '../../simulators/kit/wire.ts'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import { populateDemoAmazon } from '../../simulators/worlds/demo-amazon.ts'
import { adjustment, adjustments, envelope, feedsRoot, germany, xmlType } from './amazon-feeds.ts'
import { everyBlock, tokenFields, worldStartMs } from './amazon-host.ts'

/** Runs one story in memory and keeps every answer. */
async function story(seed: number): Promise<WireAnswer[]> {
  const clock = createSteppedClock({ nowMs: worldStartMs })
  const simulator = createAmazonSimulator({
    clock,
    seed,
    populate: (control) => populateDemoAmazon(control, clock, { seed }),
  })
  const answers: WireAnswer[] = []
  const ask = async (...request: Parameters<typeof wireRequest>): Promise<string> => {
    const answer = await simulator.handle(wireRequest(...request))
    answers.push(answer)
    return answer.kind === 'answer' ? answer.body : ''
  }
  const form = new URLSearchParams(tokenFields(simulator, 'seller')).toString()
  const { access_token } = JSON.parse(await ask('POST', '/auth/o2/token', {}, form))
  const headers = { 'x-amz-access-token': String(access_token) }
  simulator.faults.add({ on: 'amazon.*', fault: 'unavailable', probability: 0.3, times: 3 })
  simulator.faults.add({ on: 'amazon.notification', fault: 'duplicate', times: 4 })
  for (let step = 0; step < 12; step += 1) {
    await clock.advanceTo(clock.nowMs() + 20_000)
    await ask(
      'GET',
      `/orders/2026-01-01/orders?createdAfter=2026-11-21&includedData=${everyBlock}`,
      headers,
    )
    const QueueUrl = simulator.queuePath
    const target = { 'x-amz-target': 'AmazonSQS.ReceiveMessage' }
    await ask('POST', '/', target, JSON.stringify({ QueueUrl, MaxNumberOfMessages: 10 }))
  }
  return answers
}

/** The later life of an order, in memory: a parcel, a refund by feed, and the truth about them. */
async function life(seed: number): Promise<unknown> {
  const clock = createSteppedClock({ nowMs: worldStartMs })
  const simulator = createAmazonSimulator({ clock, seed })
  const { control } = simulator
  const ask = async (method: string, url: string, body: string, headers = {}): Promise<unknown> => {
    const answer = await simulator.handle(wireRequest(method, url, headers, body))
    return answer.kind === 'answer' && answer.body !== '' ? JSON.parse(answer.body) : answer
  }
  const form = new URLSearchParams(tokenFields(simulator, 'seller'))
  const { access_token } = (await ask('POST', '/auth/o2/token', form.toString())) as {
    access_token: string
  }
  const headers = { 'x-amz-access-token': access_token }
  const orderId = control.placeOrder({ lines: [{ unitPrice: '10.00' }] })
  control.shipOrder(orderId)
  const itemId = control.truth(orderId).items[0]?.orderItemId ?? ''
  const contentType = { contentType: xmlType }
  const document = (await ask(
    'POST',
    `${feedsRoot}/documents`,
    JSON.stringify(contentType),
    headers,
  )) as { feedDocumentId: string; url: string }
  const body = adjustment(orderId, [{ itemId, components: { Principal: '4.00' } }])
  const xml = envelope('OrderAdjustment', [body])
  await ask('PUT', document.url, xml, { 'content-type': xmlType })
  const spec = { feedType: adjustments, marketplaceIds: [germany] }
  const inputFeedDocumentId = document.feedDocumentId
  await ask('POST', `${feedsRoot}/feeds`, JSON.stringify({ ...spec, inputFeedDocumentId }), headers)
  await clock.advanceTo(clock.nowMs() + 90_000)
  return { truth: control.truth(orderId), feeds: control.feeds(), document }
}

describe('a seed', () => {
  it('gives the same later life of an order, to the last id', async () => {
    const first = await life(7)
    expect(first).toMatchObject({ truth: { refundedTotal: '4.00' } })
    expect(await life(7)).toEqual(first)
    expect(await life(8)).not.toEqual(first)
  })

  it('gives the same answers on every run, with faults and deliveries', async () => {
    const first = await story(7)
    expect(first.length).toBe(25)
    expect(await story(7)).toEqual(first)
  })

  it('is not the world of another seed', async () => {
    expect(await story(8)).not.toEqual(await story(7))
  })
})
