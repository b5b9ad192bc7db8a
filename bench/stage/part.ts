/** What every part of the bench is given. */
import type { Sizes } from '../sizes.ts'
import type { Cluster } from './cluster.ts'

export type Stage = {
  readonly cluster: Cluster
  readonly sizes: Sizes
  readonly say: (line: string) => void
  /** A folder for V8's CPU profiles of the product. */
  readonly profiles: string | undefined
}
