/** Everything that must hold in each shop of each world. */
import type { Database } from '../../../src/store/pool.ts'
import type { SoakWorld } from '../soak-world.ts'
import { booksAgree } from './books-agree.ts'
import { cancelledBothWays } from './cancelled-both-ways.ts'
import { eachBecame } from './each-became.ts'
import { feedsOnce } from './feeds-once.ts'
import { figuresAgree } from './figures-agree.ts'
import type { Invariant } from './invariant.ts'
import { lifeSettled } from './life-settled.ts'
import { noDoubles } from './no-doubles.ts'
import { nobodyWritten } from './nobody-written.ts'
import { nothingTwice } from './nothing-twice.ts'
import { oneSeller } from './one-seller.ts'
import { oversoldAlarmed } from './oversold-alarmed.ts'
import { quarantineKept } from './quarantine-kept.ts'
import { quotasLearnt } from './quotas-learnt.ts'
import { refundedBothWays } from './refunded-both-ways.ts'
import { shippedBothWays } from './shipped-both-ways.ts'
import { unknownUnwritten } from './unknown-unwritten.ts'

const invariants: readonly Invariant[] = [
  noDoubles,
  eachBecame,
  booksAgree,
  nobodyWritten,
  oneSeller,
  quotasLearnt,
  nothingTwice,
  lifeSettled,
  shippedBothWays,
  cancelledBothWays,
  refundedBothWays,
  quarantineKept,
  feedsOnce,
  figuresAgree,
  oversoldAlarmed,
  unknownUnwritten,
]

export function checkAlways(world: SoakWorld): string[] {
  return world.shops.flatMap((shop) => invariants.flatMap(({ always }) => always?.(shop) ?? []))
}

export async function checkAtRest(db: Database, world: SoakWorld): Promise<string[]> {
  const found = checkAlways(world)
  for (const shop of world.shops) {
    for (const { atRest } of invariants) {
      if (atRest !== undefined) found.push(...(await atRest({ db, world, shop })))
    }
  }
  return found
}
