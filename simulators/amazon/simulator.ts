/**
 * The simulated Amazon: Login with Amazon, Orders 2026-01-01, confirmShipment of Orders v0, Feeds and Reports 2021-06-30, Finances 2024-06-19, Listings Items 2021-08-01,
 * FBA Inventory v1, Solicitations v1, Sellers v1, Notifications v1 and an SQS-compatible queue, all
 * behind one `handle` (one port): `/auth/o2/token`, `/orders/…`, `/sellers/…`, `/notifications/…`, `x-amz-target`, `/_control`.
 * The same seed, clock and calls give the same answers. What it does not have answers 501 with its name.
 */
import { applyFault } from '../kit/apply-fault.ts'
import { createControlDoor } from '../kit/control.ts'
import { createFaultPlane, type FaultPlane } from '../kit/fault-plane.ts'
import { createJournal, type Journal } from '../kit/journal.ts'
import { createSeededRandom } from '../kit/seeded-random.ts'
import { jsonAnswer, type Simulator, type WireAnswer, type WireRequest } from '../kit/wire.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import { type CatalogueItem, demoCatalogue } from '../worlds/catalogue.ts'
import { type AmazonControl, createAmazonControl } from './control.ts'
import { amazonVerbs } from './control-verbs.ts'
import { callApi } from './gateway.ts'
import type { Credentials } from './login.ts'
import { arnOf, awsAccountId, defaultQueueName } from './queues.ts'
import type { QuotaMode } from './quotas.ts'
import { type AmazonSettings, defaultSettings } from './settings.ts'
import { callSqs, isSqs } from './sqs.ts'
import { type AmazonWorld, createWorld } from './world.ts'

export type AmazonOptions = {
  readonly clock: WorldClock
  readonly seed: number
  /** Faults that wait from the start; more by `faults.add` or the control door. */
  readonly faults?: FaultPlane
  readonly quotas?: QuotaMode
  readonly settings?: Partial<AmazonSettings>
  readonly catalogue?: readonly CatalogueItem[]
  readonly journalLimit?: number
  /** Fills the world at start and after every reset; may give back how to stop what it set going. */
  readonly populate?: Populate
}

export type Populate = (control: AmazonControl, clock: WorldClock) => (() => void) | undefined

export type AmazonSimulator = Simulator & {
  readonly credentials: Credentials
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly control: AmazonControl
  /** The queue that is there from the start: `<url of the port>` + this path. */
  readonly queuePath: string
  readonly queueArn: string
}

export function createAmazonSimulator(options: AmazonOptions): AmazonSimulator {
  const { clock, seed } = options
  const random = createSeededRandom(seed).fork('amazon')
  const faults = options.faults ?? createFaultPlane(random.fork('faults'))
  const journal = createJournal({ limit: options.journalLimit ?? 20_000 })
  const settings = { ...defaultSettings, ...options.settings }
  const world = createWorld({
    clock,
    random,
    faults,
    journal,
    catalogue: options.catalogue ?? demoCatalogue(seed),
    quotas: options.quotas ?? 'default',
    settings,
  })
  const control = createAmazonControl(world)
  const door = createControlDoor({
    name: 'amazon',
    clock,
    faults,
    journal,
    reset: () => {
      world.setSettings(settings)
      world.clear()
      stopStory?.()
      stopStory = options.populate?.(control, clock)
    },
    verbs: amazonVerbs(control, world),
  })
  let stopStory = options.populate?.(control, clock)
  return {
    name: 'amazon',
    credentials: world.login.credentials,
    faults,
    journal,
    control,
    queuePath: `/${awsAccountId}/${defaultQueueName}`,
    queueArn: arnOf(defaultQueueName),
    async handle(request) {
      const stored = world.documents.handle(request)
      if (stored !== undefined) return stored
      if (isSqs(request)) return callSqs(world, request)
      if (request.path === '/auth/o2/token') return callLogin(world, request)
      if (request.path === '/apps/authorize/consent') return world.login.consent(request)
      return (await door.handle(request)) ?? callApi(world, request)
    },
  }
}

async function callLogin(world: AmazonWorld, request: WireRequest): Promise<WireAnswer> {
  const on = 'amazon.token'
  const fault = world.faults.take(on, {}, [
    'slow',
    'throttled',
    'refused',
    'unavailable',
    'answer-lost',
  ])
  const error = (status: number, code: string, words: string) => () =>
    jsonAnswer(status, { error_description: words, error: code })
  const answer = await applyFault({
    fault,
    clock: world.clock,
    perform: () =>
      request.method === 'POST'
        ? world.login.token(request)
        : error(405, 'invalid_request', 'Only POST is allowed')(),
    throttled: error(429, 'slow_down', 'Too many requests'),
    refused: error(401, 'invalid_client', 'Client authentication failed'),
    unavailable: error(503, 'server_error', 'The authorization server is unavailable'),
  })
  world.journal.record({
    atMs: world.clock.nowMs(),
    on,
    method: request.method,
    path: request.path,
    status: answer.kind === 'lost' ? 'lost' : answer.status,
    ...(fault === undefined ? {} : { fault: fault.fault }),
  })
  return answer
}
