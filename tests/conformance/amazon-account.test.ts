/** Sellers v1, and what else the account may be: individual plan, suspended somewhere, a vendor. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon()
})
afterEach(() => amazon.close())

const account = () => amazon.get('/sellers/v1/account')
const participations = async () => {
  const answer = await amazon.get('/sellers/v1/marketplaceParticipations')
  return answer.body.payload as {
    marketplace: Record<string, string>
    storeName: string
    participation: { isParticipating: boolean; hasSuspendedListings: boolean }
  }[]
}

describe('the seller account', () => {
  it('names its marketplaces with all that the model requires', async () => {
    const found = await participations()
    expect(found.length).toBeGreaterThanOrEqual(5)
    for (const one of found) {
      expect(Object.keys(one.marketplace).sort()).toEqual([
        'countryCode',
        'defaultCurrencyCode',
        'defaultLanguageCode',
        'domainName',
        'id',
        'name',
      ])
      expect(one.storeName).not.toBe('')
      expect(one.participation).toEqual({ isParticipating: true, hasSuspendedListings: false })
    }
  })

  it('says where its listings are suspended', async () => {
    amazon.simulator.control.changeSettings({ suspendedIn: ['A1F83G8C2ARO7P'] })
    const suspended = (await participations()).filter(
      ({ participation }) => participation.hasSuspendedListings,
    )
    expect(suspended.map(({ marketplace }) => marketplace.countryCode)).toEqual(['GB'])
  })

  it('has a professional plan, or an individual one', async () => {
    const plan = async () => ((await account()).body.payload as Record<string, unknown>).sellingPlan
    expect(await plan()).toBe('PROFESSIONAL')
    amazon.simulator.control.changeSettings({ sellingPlan: 'INDIVIDUAL' })
    expect(await plan()).toBe('INDIVIDUAL')
  })

  it('of a vendor may do none of this', async () => {
    amazon.simulator.control.changeSettings({ accountKind: 'vendor' })
    const paths = ['/sellers/v1/account', '/orders/2026-01-01/orders?createdAfter=2026-11-01']
    for (const path of paths) {
      const answer = await amazon.get(path)
      expect(answer.status).toBe(403)
      expect(firstError(answer.body).code).toBe('Unauthorized')
    }
  })

  it('can be asked 15 times at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 16 }, () => account()))
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(1)
  })
})
