/** What a file in this folder is given, and what it answers: each violation as a sentence with ids and codes only. */
import type { Database } from '../../../src/store/pool.ts'
import type { SoakShop } from '../soak-shop.ts'
import type { SoakWorld } from '../soak-world.ts'

export type Books = {
  readonly db: Database
  readonly world: SoakWorld
  readonly shop: SoakShop
}

export type Invariant = {
  /** Must hold at every moment; reads the simulators only. */
  readonly always?: (shop: SoakShop) => string[]
  /** Must hold when the world is at rest. */
  readonly atRest?: (books: Books) => Promise<string[]>
}
