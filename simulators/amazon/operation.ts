/** One operation of the simulated Selling Partner API, and one call of it. */
import type { Fault, FaultKind } from '../kit/fault-plane.ts'
import type { WireRequest } from '../kit/wire.ts'
import type { Refusal } from './answers.ts'
import type { TokenKind } from './login.ts'
import type { UsagePlan } from './quotas.ts'
import type { AmazonWorld } from './world.ts'

export type Call = {
  readonly world: AmazonWorld
  readonly request: WireRequest
  /** What stood at the places of the path's parameters, decoded. */
  readonly parameters: readonly string[]
  readonly fault: Fault | undefined
  /** Tells the journal what changed in the world. */
  readonly note: (effect: string) => void
}

export type Operation = {
  readonly name: string
  readonly method: string
  readonly path: RegExp
  readonly plan: UsagePlan
  readonly token: TokenKind
  /** Of a success; 200 unless said otherwise. A 204 has no body. */
  readonly status?: 200 | 201 | 202 | 204
  /** The body of a success. Throws a Refusal for anything else. */
  readonly run: (call: Call) => unknown
  /** The body that a caller gets whose call is silently dropped; `{}` unless said otherwise. */
  readonly dropped?: (call: Call) => unknown
  /** The body of a refusal that comes as a success of HTTP; then `refusal` is not asked. */
  readonly refused?: (call: Call) => unknown
  /** What the fault `refused` answers. */
  readonly refusal: () => Refusal
  /** Faults that this operation knows besides those of every call. */
  readonly ownFaults?: readonly FaultKind[]
  /** What a success changes in the world, for the journal, where it is always the same. */
  readonly effect?: string
}
