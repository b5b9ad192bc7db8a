/**
 * SQS standard queues: send, receive with long poll and visibility timeout, delete. State only; `sqs.ts` speaks the wire.
 * Recipes: facts about AmazonSQS JSON 1.0 tried with @aws-sdk/client-sqs 3.1169 (2026-11-22).
 */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import { createQueue, type Queue } from './queue.ts'

export type Queues = {
  create(name: string, attributes?: Readonly<Record<string, string>>): Queue
  byName(name: string): Queue | undefined
  byArn(arn: string): Queue | undefined
  hasArn(arn: string): boolean
  names(): string[]
  reset(): void
}

export const awsAccountId = '123456789012'
export const awsRegion = 'eu-west-1'

/** The queue that is there from the start. */
export const defaultQueueName = 'crossdock-notifications'

export function arnOf(name: string): string {
  return `arn:aws:sqs:${awsRegion}:${awsAccountId}:${name}`
}

export function createQueues(clock: WorldClock, random: SeededRandom): Queues {
  const queues = new Map<string, Queue>()
  const create = (name: string, attributes: Readonly<Record<string, string>> = {}): Queue => {
    const known = queues.get(name)
    if (known !== undefined) return known
    const made = createQueue(name, clock, random, attributes)
    queues.set(name, made)
    return made
  }
  const byArn = (arn: string): Queue | undefined => {
    const name = arn.split(':').at(-1) ?? ''
    return arn === arnOf(name) ? queues.get(name) : undefined
  }
  create(defaultQueueName)
  return {
    create,
    byName: (name) => queues.get(name),
    byArn,
    hasArn: (arn) => byArn(arn) !== undefined,
    names: () => [...queues.keys()],
    reset() {
      for (const queue of queues.values()) queue.purge()
      queues.clear()
      create(defaultQueueName)
    },
  }
}
