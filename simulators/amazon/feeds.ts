/** The feeds of the seller's account: what was submitted and how far it is. `feed-processing.ts` works on them. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'

export const feedStatuses = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE'] as const

export type FeedStatus = (typeof feedStatuses)[number]

export type FeedRecord = {
  readonly feedId: string
  readonly feedType: string
  readonly marketplaceIds: readonly string[]
  readonly inputDocumentId: string
  readonly createdMs: number
  status: FeedStatus
  startMs?: number
  endMs?: number
  resultDocumentId?: string
}

export type Feeds = {
  create(spec: Pick<FeedRecord, 'feedType' | 'marketplaceIds' | 'inputDocumentId'>): FeedRecord
  find(feedId: string): FeedRecord | undefined
  /** Newest first. */
  all(): readonly FeedRecord[]
  clear(): void
}

export function createFeeds(clock: WorldClock, random: SeededRandom): Feeds {
  let feeds: FeedRecord[] = []
  return {
    create(spec) {
      const feed: FeedRecord = {
        feedId: random.digits(11),
        ...spec,
        createdMs: clock.nowMs(),
        status: 'IN_QUEUE',
      }
      feeds.unshift(feed)
      return feed
    },
    find: (feedId) => feeds.find((feed) => feed.feedId === feedId),
    all: () => feeds,
    clear() {
      feeds = []
    },
  }
}
