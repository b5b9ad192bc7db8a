/** What every resolver gets beside its arguments. */
import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { Fault, FaultPlane } from '../../kit/fault-plane.ts'
import type { BulkSlice, RunPart } from '../bulk/bulk-slice.ts'
import type { ShopWorld } from '../shop-world.ts'

export type SearchWarning = { path: string[]; query: string; field: string }

export type GraphqlContext = {
  readonly world: ShopWorld
  /** Scope requirements (`Type` or `Type.field`) that this caller does not meet; undefined when it meets all. */
  readonly unmet: ReadonlySet<string> | undefined
  /** Under `stale-read`, how far back the reads look. */
  readonly staleMs: number | undefined
  /** Under `half-page`, lists answer fewer rows than asked and say that there are more. */
  readonly halfPage: boolean
  /** Under `refused`, mutations answer their business refusal and do nothing. */
  readonly refuse: boolean
  /** Under `silently-dropped`, mutations answer success and change nothing. */
  readonly drop: boolean
  /** Under `webhook-before-answer`, what the call starts is done before it answers. */
  readonly hurry: boolean
  /** The key of `@idempotent` on the root field. */
  readonly idempotencyKey: string | undefined
  /** What bulk queries need of the engine that answers this call. */
  readonly bulk: BulkEngine
  /** Under a bulk query: which rows of the outermost connection, and all rows of the inner ones. */
  readonly slice: BulkSlice | undefined
  readonly warnings: SearchWarning[]
  /** What changed, in words for the journal; ids only. */
  readonly effects: string[]
}

export type BulkEngine = {
  readonly schema: () => GraphQLSchema
  /** What is wrong with a document; empty for a good one. */
  readonly validate: (document: DocumentNode) => readonly string[]
  readonly runPart: RunPart
  readonly faults: FaultPlane
  /** Scheme, host and port under which the caller knows the shop. */
  readonly origin: string
}

const staleByDefaultMs = 30_000

/** The context of one call. */
export function createContext(
  world: ShopWorld,
  unmet: ReadonlySet<string> | undefined,
  fault: Fault | undefined,
  bulk: BulkEngine,
  idempotencyKey?: string,
  slice?: BulkSlice,
): GraphqlContext {
  const kind = fault?.fault
  return {
    world,
    unmet,
    staleMs: kind === 'stale-read' ? (fault?.delayMs ?? staleByDefaultMs) : undefined,
    halfPage: kind === 'half-page',
    refuse: kind === 'refused',
    drop: kind === 'silently-dropped',
    hurry: kind === 'webhook-before-answer',
    idempotencyKey,
    bulk,
    slice,
    warnings: [],
    effects: [],
  }
}
