/** The link to Seller Central for each marketplace, against Amazon's own domain of each country. */
import { expect, test } from 'vitest'
import { id } from '../ids.ts'
import { sellerCentralUrl } from './marketplaces.ts'

const orderId = id('AmazonOrderId', '303-1111111-2222222')

const domains = [
  ['Canada', 'A2EUQ1WTGCTBG2', 'amazon.ca'],
  ['the United States', 'ATVPDKIKX0DER', 'amazon.com'],
  ['Mexico', 'A1AM78C64UM0Y8', 'amazon.com.mx'],
  ['Brazil', 'A2Q3Y263D00KWC', 'amazon.com.br'],
  ['Ireland', 'A28R8C7NBKEWEA', 'amazon.ie'],
  ['Spain', 'A1RKKUPIHCS9HS', 'amazon.es'],
  ['the United Kingdom', 'A1F83G8C2ARO7P', 'amazon.co.uk'],
  ['France', 'A13V1IB3VIYZZH', 'amazon.fr'],
  ['Belgium', 'AMEN7PMS3EDWL', 'amazon.com.be'],
  ['the Netherlands', 'A1805IZSGTT6HS', 'amazon.nl'],
  ['Germany', 'A1PA6795UKMFR9', 'amazon.de'],
  ['Italy', 'APJ6JRA9NG5V4', 'amazon.it'],
  ['Sweden', 'A2NODRKZP88ZB9', 'amazon.se'],
  ['South Africa', 'AE08WJ6YKNBMC', 'amazon.co.za'],
  ['Poland', 'A1C3SOZRARQ6R3', 'amazon.pl'],
  ['Egypt', 'ARBP9OOSHTCHU', 'amazon.eg'],
  ['Turkey', 'A33AVAJ2PDY3EV', 'amazon.com.tr'],
  ['Saudi Arabia', 'A17E79C6D8DWNP', 'amazon.sa'],
  ['the Emirates', 'A2VIGQ35RCS4UG', 'amazon.ae'],
  ['India', 'A21TJRUUN4KGV', 'amazon.in'],
  ['Singapore', 'A19VAU5U5O7RUS', 'amazon.sg'],
  ['Australia', 'A39IBJ37TRP1C6', 'amazon.com.au'],
  ['Japan', 'A1VC38T7YXB528', 'amazon.co.jp'],
] as const

test.each(domains)(
  'B27: an order of %s (%s) has its page on sellercentral.%s',
  (_, given, domain) => {
    const page = sellerCentralUrl(orderId, id('MarketplaceId', given), 'nowhere.test')
    expect(page).toBe(`https://sellercentral.${domain}/orders-v3/order/${orderId}`)
  },
)

test('B27: an order of no known marketplace has its page on the host of the settings', () => {
  const host = 'https://sellercentral.amazon.test/some/path'
  const wanted = `https://sellercentral.amazon.test/orders-v3/order/${orderId}`
  expect(sellerCentralUrl(orderId, null, host)).toBe(wanted)
  expect(sellerCentralUrl(orderId, id('MarketplaceId', 'NEW'), host)).toBe(wanted)
})
