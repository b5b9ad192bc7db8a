/** What goes wrong with feeds: while they are submitted, and while Amazon works on them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../simulators/kit/fault-plane.ts'
import {
  acknowledgements,
  envelope,
  failure,
  feedsRoot,
  readReport,
  submit,
} from './amazon-feeds.ts'
import { type AmazonHost, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
let orderIds: string[]
beforeEach(async () => {
  amazon = await openAmazon()
  orderIds = Array.from({ length: 4 }, () => amazon.simulator.control.placeOrder())
})
afterEach(() => amazon.close())

const xml = () =>
  envelope(
    'OrderAcknowledgement',
    orderIds.map((orderId) => {
      const { items } = amazon.simulator.control.truth(orderId)
      return failure(
        orderId,
        items.map((item) => item.orderItemId),
      )
    }),
  )
const cancelled = () =>
  orderIds.filter((id) => amazon.simulator.control.order(id)?.status === 'CANCELLED').length
const statusOf = async (feedId: string) =>
  (await amazon.get(`${feedsRoot}/feeds/${feedId}`)).body.processingStatus
const submitUnder = async (fault: Omit<Fault, 'on'>) => {
  amazon.simulator.faults.add({ on: 'amazon.feed', ...fault })
  const feedId = await submit(amazon, acknowledgements, xml())
  await amazon.simulator.control.advance(90_000)
  return feedId
}

describe('work on a feed', () => {
  it.each([
    ['fatal', 0],
    ['fatal-partly', 2],
    ['fatal-applied', 4],
  ] as const)('%s ends FATAL with %i of 4 messages applied and no report', async (fault, count) => {
    const feedId = await submitUnder({ fault })
    expect([await statusOf(feedId), cancelled()]).toEqual(['FATAL', count])
  })

  it('partly-failed is DONE with every second message refused by an internal error', async () => {
    const feedId = await submitUnder({ fault: 'partly-failed' })
    const report = await readReport(amazon, feedId)
    expect(report).toMatchObject({ processed: 4, successful: 2, failed: 2 })
    expect(report.results.map((one) => one.messageId)).toEqual(['2', '4'])
    expect(cancelled()).toBe(2)
  })

  it('refused is DONE with every message refused by name', async () => {
    const feedId = await submitUnder({ fault: 'refused' })
    const report = await readReport(amazon, feedId)
    expect(report.results.map((one) => one.code)).toEqual(['19003', '19003', '19003', '19003'])
    expect(cancelled()).toBe(0)
  })

  it('stuck stays IN_PROGRESS until it is released', async () => {
    const feedId = await submitUnder({ fault: 'stuck' })
    await amazon.simulator.control.advance(5 * 86_400_000)
    expect([await statusOf(feedId), cancelled()]).toEqual(['IN_PROGRESS', 0])
    await amazon.verb('feeds/release', { feedId })
    expect([await statusOf(feedId), cancelled()]).toEqual(['DONE', 4])
  })

  it('stuck with a delay, or slow, only takes longer', async () => {
    const feedId = await submitUnder({ fault: 'slow', delayMs: 600_000 })
    expect(await statusOf(feedId)).toBe('IN_PROGRESS')
    await amazon.simulator.control.advance(600_000)
    expect([await statusOf(feedId), cancelled()]).toEqual(['DONE', 4])
  })

  it('silently-dropped reports success and has no effect', async () => {
    const feedId = await submitUnder({ fault: 'silently-dropped' })
    expect(await readReport(amazon, feedId)).toMatchObject({ successful: 4, failed: 0 })
    expect(cancelled()).toBe(0)
  })
})

describe('createFeed', () => {
  const list = async () =>
    (await amazon.get(`${feedsRoot}/feeds?feedTypes=${acknowledgements}`)).body.feeds as unknown[]

  it('answer-lost: the feed is in the list and is worked off', async () => {
    amazon.simulator.faults.add({ on: 'amazon.createFeed', fault: 'answer-lost' })
    await expect(submit(amazon, acknowledgements, xml())).rejects.toThrow()
    expect(await list()).toHaveLength(1)
    await amazon.simulator.control.advance(90_000)
    expect(cancelled()).toBe(4)
  })

  it('applied-late: the list is empty at first', async () => {
    amazon.simulator.faults.add({ on: 'amazon.createFeed', fault: 'applied-late', delayMs: 60_000 })
    await expect(submit(amazon, acknowledgements, xml())).rejects.toThrow()
    expect(await list()).toHaveLength(0)
    await amazon.simulator.control.advance(60_000)
    expect(await list()).toHaveLength(1)
  })

  it('silently-dropped: 202 with an id that nobody knows', async () => {
    amazon.simulator.faults.add({ on: 'amazon.createFeed', fault: 'silently-dropped' })
    const feedId = await submit(amazon, acknowledgements, xml())
    expect((await amazon.get(`${feedsRoot}/feeds/${feedId}`)).status).toBe(404)
  })

  it('submitted twice is refused message by message the second time', async () => {
    await submit(amazon, acknowledgements, xml())
    const again = await submit(amazon, acknowledgements, xml())
    await amazon.simulator.control.advance(90_000)
    expect(await readReport(amazon, again)).toMatchObject({ processed: 4, failed: 4 })
  })
})
