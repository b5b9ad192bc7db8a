/** One process of the product as the soak runs it: its own clients, handlers and turn of work. */
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Secrets } from '../../src/config/secrets.ts'
import type { AccountId } from '../../src/core/ids.ts'
import { decideAll } from '../../src/core/orders/next.ts'
import {
  accountOf,
  type ClientParts,
  createClients,
  openingTerms,
  storedSecrets,
} from '../../src/main/account.ts'
import { joinAmazon } from '../../src/main/amazon.ts'
import { createBudgets } from '../../src/main/budgets.ts'
import { createDoor } from '../../src/platforms/http/door.ts'
import type { Account } from '../../src/reconcile/account.ts'
import { createAnswerCollector } from '../../src/reconcile/answer-collector.ts'
import type { OrderDeps } from '../../src/reconcile/decided.ts'
import { createHandlers } from '../../src/reconcile/handlers.ts'
import { createPlaces } from '../../src/reconcile/places.ts'
import { readConnection } from '../../src/store/connections.ts'
import type { Database } from '../../src/store/pool.ts'
import type { Handlers } from '../../src/work/handler.ts'
import { lockLeases } from '../../src/work/lock-leases.ts'
import type { Bugs } from './bugs.ts'
import { createSoakTransport, type InMemoryHosts } from './soak-transport.ts'
import type { Variation } from './variation.ts'

export type SoakProcess = {
  readonly handlers: Handlers
  readonly newId: () => string
}

export type SoakCounts = { unclear: number; takeovers: number }

const roundsMax = 25

export function createSoakProcess(parts: {
  readonly name: string
  readonly seed: number
  readonly db: Database
  readonly clock: WorldClock
  readonly hosts: InMemoryHosts
  readonly secrets: Secrets
  readonly turn: (label: string) => Promise<void>
  /** A timer of this process rings, unless it is gone by then. */
  readonly ring: (run: () => void) => void
  readonly variation: Variation
  readonly bugs: Bugs
  readonly counts: SoakCounts
  /** A write was decided although a side that it relies on is not known. */
  readonly onBlind?: (what: string) => void
}): SoakProcess {
  const { db, clock, secrets, counts } = parts
  const random = createSeededRandom(parts.seed).fork(parts.name)
  const monotonic = { nowMs: () => clock.nowMs() }
  const door = createDoor({
    transport: createSoakTransport({ hosts: parts.hosts, nowMs: clock.nowMs, turn: parts.turn }),
    monotonic,
    startTimer: (delayMs, run) => clock.at(clock.nowMs() + delayMs, () => parts.ring(run)),
  })
  const budgets = createBudgets(db, openingTerms, (error) => {
    throw error
  })
  const clientParts = {
    db,
    door,
    secrets,
    monotonic,
    worldNowMs: clock.nowMs,
    heard: budgets.heard,
  }
  const deps: OrderDeps = {
    db,
    monotonic,
    newId: () => random.uuid(),
    take: budgets.take,
    returned: budgets.returned,
    failpoint: (name) => parts.turn(name),
    answers: countingAnswers(db, counts),
    creating: createPlaces(parts.variation.sendsAtOnce),
    decide: watched(parts.bugs.decide ?? decideAll, parts.onBlind ?? (() => undefined)),
    lockLeases: parts.bugs.lockLeases ?? lockLeases,
    ...(parts.bugs.decideSku === undefined ? {} : { decideSku: parts.bugs.decideSku }),
    limits: { roundsMax, sendsAtOnce: parts.variation.sendsAtOnce },
    report: { incident: () => undefined, imported: () => undefined, problem: () => undefined },
    account: accountsOf(clientParts, parts.variation),
  }
  return {
    handlers: counting(createHandlers(deps, { ordersAtOnce: parts.variation.batch }), counts),
    newId: deps.newId,
  }
}

const lifeWrites: ReadonlySet<string> = new Set(['shipment', 'cancellation', 'refund'])

/** Design rule 1: what is unknown is not absent, and nothing is written on it. */
function watched(
  decide: OrderDeps['decide'],
  onBlind: (what: string) => void,
): OrderDeps['decide'] {
  return (view, policy, nowMs) => {
    const steps = decide(view, policy, nowMs)
    const isKnown = view.amazon.is === 'seen' && view.shopify.is === 'seen'
    for (const step of steps) {
      if (isKnown || step.do !== 'write' || !lifeWrites.has(step.write.kind)) continue
      onBlind(`${view.orderId}: ${step.reason} was decided while a side was unknown`)
    }
    return steps
  }
}

/** The accounts as this process knows them: read once. */
function accountsOf(clientParts: ClientParts, variation: Variation): OrderDeps['account'] {
  const { db, secrets } = clientParts
  const known = new Map<AccountId, Account>()
  return async (accountId) => {
    const before = known.get(accountId)
    if (before !== undefined) return before
    const connection = await readConnection(db, accountId)
    if (connection === null) throw new Error('not connected')
    const secretOf = storedSecrets(clientParts, accountId)
    const clients = await createClients(clientParts, connection, secretOf)
    const amazon = joinAmazon(clients.amazon, connection.amazon.marketplaceIds)
    const read = accountOf(connection, clients, secrets, amazon)
    const stockEveryMs = variation.stockEverySeconds * 1_000
    const account = { ...read, polling: { ...read.polling, stockEveryMs } }
    known.set(accountId, account)
    return account
  }
}

function countingAnswers(db: Database, counts: SoakCounts): OrderDeps['answers'] {
  const collector = createAnswerCollector({
    db,
    pause: async () => undefined,
    triesMax: 1,
    onDoubled: () => undefined,
  })
  return {
    record(accountId, answered) {
      if (answered.answer.is === 'unclear') counts.unclear += 1
      return collector.record(accountId, answered)
    },
  }
}

/** A claim of a key whose lease ran out is a takeover. */
function counting(handlers: Handlers, counts: SoakCounts): Handlers {
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]) => [
      kind,
      {
        ...handler,
        handle: (held, run) => {
          counts.takeovers += held.filter((one) => one.losses > 0).length
          return handler.handle(held, run)
        },
      } satisfies typeof handler,
    ]),
  )
}
