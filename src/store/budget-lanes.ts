/**
 * The lanes, best first: the order in which work is claimed, keys wait on a bucket and tokens are
 * granted (design section 9). SQL knows a lane by its place in this list, from 0.
 */

export const lanes = ['confirm', 'money', 'intake', 'stock', 'listings', 'reports'] as const

export type Lane = (typeof lanes)[number]

const rankByLane = new Map<Lane, number>(lanes.map((lane, rank) => [lane, rank]))

/** 0 is the best lane. */
export function laneRank(lane: Lane): number {
  const rank = rankByLane.get(lane)
  if (rank === undefined) throw new RangeError('no such lane')
  return rank
}

/** The lane at a place of the list. */
export function laneAt(rank: number): Lane {
  const lane = lanes[rank]
  if (lane === undefined) throw new RangeError('no lane has this rank')
  return lane
}
