/** The settings of stock as its decisions obey them, and the clients as it asks them. */
import type { Settings } from '../config/settings.ts'
import { id } from '../core/ids.ts'
import type { StockPolicy } from '../core/inventory/stock-policy.ts'
import { stockFeed } from '../platforms/amazon/translate/stock-feed.ts'
import type { StockAccount } from '../reconcile/stock-ports.ts'
import type { Clients } from './clients.ts'

const hourMs = 3_600_000

export function stockPolicyOf({ stock, fulfillment, intake }: Settings): StockPolicy {
  const { buffer, percent, cap, floor, rules, guard } = stock
  return {
    lane: stock.lane,
    locations: fulfillment.locations.map((gid) => id('LocationGid', gid)),
    base: { buffer, percent, cap, floor },
    rules: rules.map(({ sku, marketplaceId, ...rule }) => ({
      ...{ sku, marketplaceId },
      ...(rule.buffer === undefined ? {} : { buffer: rule.buffer }),
      ...(rule.percent === undefined ? {} : { percent: rule.percent }),
      ...(rule.cap === undefined ? {} : { cap: rule.cap }),
      ...(rule.floor === undefined ? {} : { floor: rule.floor }),
    })),
    readBackMs: intake.readBackSeconds.map((seconds) => seconds * 1_000),
    guard,
  }
}

export function joinStock(settings: Settings, clients: Pick<Clients, 'amazon'>): StockAccount {
  const { stock, listings, life } = clients.amazon
  return {
    policy: stockPolicyOf(settings),
    feedFrom: settings.stock.feedFrom,
    auditEveryMs: settings.stock.auditHours * hourMs,
    alarmFrom: settings.stock.alarmFrom,
    amazon: {
      setQuantity: (change, deadlines) => stock.setQuantity(change, deadlines),
      readListing: (asked, deadlines) => stock.readListing(asked, deadlines),
      async readListings({ skus, ...asked }, deadlines) {
        const search = { ...asked, skus, token: null }
        return (await listings.searchListings(search, deadlines)).listings
      },
      uploadStockFeed: ({ sellerId, messages }, deadlines) =>
        stock.uploadStockFeed(stockFeed(sellerId, messages), deadlines),
      createStockFeed: (feed, deadlines) => stock.createStockFeed(feed, deadlines),
      getFeed: (feedId, deadlines) => life.getFeed(feedId, deadlines),
      listFeeds: (question, deadlines) => life.listFeeds(question, deadlines),
      readFba: (question, deadlines) => stock.readFba(question, deadlines),
      readStockReport: (documentId, deadlines) => stock.readStockReport(documentId, deadlines),
    },
  }
}
