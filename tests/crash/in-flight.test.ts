/**
 * The request has left and nobody knows what became of it: the process dies while it is on its way, or
 * its answer is lost, or it takes effect long after. One Shopify order, always.
 */
import { expect, test } from 'vitest'
import type { Fault } from '../../simulators/kit/fault-plane.ts'
import { eventually } from '../support/eventually.ts'
import { startCrossdock } from '../support/product.ts'
import {
  attemptStates,
  crashTimeoutMs,
  crowdedEnv,
  openIncidents,
  placeOrders,
  setStage,
} from '../support/scenario.ts'

type Story = {
  readonly what: string
  readonly fault: Fault
  /** Whether the process is killed once the fault has struck. */
  readonly killed: boolean
}

const create = { on: 'shopify.orderCreate' } as const
const stories: readonly Story[] = [
  {
    what: 'killed while its create is on its way',
    fault: { ...create, fault: 'slow', delayMs: 4_000 },
    killed: true,
  },
  {
    what: 'whose create was done and its answer lost',
    fault: { ...create, fault: 'answer-lost' },
    killed: false,
  },
  {
    what: 'killed after the answer of its create was lost',
    fault: { ...create, fault: 'answer-lost' },
    killed: true,
  },
  {
    what: 'whose create takes effect after its deadline',
    fault: { ...create, fault: 'applied-late', delayMs: 10_200 },
    killed: false,
  },
]

const env = crowdedEnv
// Longer than the late effect needs after answer_by.
const settings = { intake: { settleSeconds: 1.5 } }

test.concurrent.for(stories)(
  'R-FLOW-2: a worker $what leaves one order',
  { timeout: crashTimeoutMs },
  async ({ fault, killed }) => {
    const stage = await setStage()
    const options = { ...stage.product, env, settings }
    let crossdock = await startCrossdock(options)
    await stage.shopify.addFault(fault)
    const [id = ''] = await placeOrders(stage.amazon, 1)
    await eventually(async () => (await stage.shopify.fired())[fault.fault] > 0, {
      what: 'the fault',
    })
    if (killed) {
      await crossdock.kill()
      crossdock = await startCrossdock(options)
    }
    await stage.comesTo(id, 'imported', 'IMPORTED')
    expect(await stage.timesInShop()).toEqual(new Map([[id, 1]]))
    expect(await attemptStates(stage.database)).toEqual(['done'])
    expect(await openIncidents(stage.database)).toEqual([])
    await crossdock.kill('SIGTERM')
    await stage.strike()
  },
)
