/** What every resolver gets beside its arguments. */
import type { Fault } from '../../kit/fault-plane.ts'
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
  readonly warnings: SearchWarning[]
  /** What changed, in words for the journal; ids only. */
  readonly effects: string[]
}

const staleByDefaultMs = 30_000

/** The context of one call. */
export function createContext(
  world: ShopWorld,
  unmet: ReadonlySet<string> | undefined,
  fault: Fault | undefined,
  idempotencyKey?: string,
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
    warnings: [],
    effects: [],
  }
}
