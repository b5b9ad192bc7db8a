/** What building an order needs from the world. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { CatalogueItem } from '../worlds/catalogue.ts'
import type { AmazonSettings } from './settings.ts'

export type BuildParts = {
  readonly random: SeededRandom
  readonly catalogue: readonly CatalogueItem[]
  readonly settings: AmazonSettings
  readonly nowMs: number
}
