/** How a bulk query is cut into parts that the engine can answer one by one. */
import type { DocumentNode, ExecutionResult } from 'graphql'

/** How the rows of the outermost connection are cut: so many from here, and how many there are. */
export type BulkSlice = {
  readonly offset: number
  readonly size: number
  total: number
  taken: boolean
  /** The outermost list, found once for all parts. */
  rows?: readonly unknown[]
}

/** Answers a query, with the outermost connection cut as the slice says and the inner ones whole. */
export type RunPart = (document: DocumentNode, slice: BulkSlice) => ExecutionResult
