/** The notification queue through the AWS SDK, against a scripted host on loopback. */
import { afterEach, describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/core/platform-error.ts'
import { openNotificationQueue } from '../../src/platforms/amazon/queue.ts'
import { openHost, type Told } from './loopback.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

describe('the queue', () => {
  it('refuses a plain address that is not this machine', async () => {
    const error = await openNotificationQueue({ queueUrl: 'http://sqs.example/1/q' }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error instanceof PlatformError && error.facts).toMatchObject({
      kind: 'rejected',
      code: 'HOST_NOT_ALLOWED',
    })
  })

  const failures: [Told, string, string][] = [
    [awsError(400, 'com.amazonaws.sqs#QueueDoesNotExist'), 'rejected', 'QueueDoesNotExist'],
    [awsError(403, 'AccessDenied'), 'unauthorized', 'AccessDenied'],
    [awsError(400, 'ThrottlingException'), 'throttled', 'ThrottlingException'],
    [awsError(500, 'InternalError'), 'unavailable', 'InternalError'],
  ]
  it.each(failures)('maps %o to %s', async (told, kind, code) => {
    const host = await openHost(() => told)
    closers.push(host.close)
    const queue = await openNotificationQueue(settingsOf(host.url))
    closers.push(queue.close)
    const error = await queue
      .receive(10, 0, new AbortController().signal)
      .catch((thrown: unknown) => thrown)
    expect(error instanceof PlatformError && error.facts).toMatchObject({ kind, code })
    expect(host.asked.length).toBe(1)
  })

  it('ends a long poll without messages when it is told to stop', async () => {
    const host = await openHost(() => new Promise(() => undefined))
    closers.push(host.close)
    const queue = await openNotificationQueue(settingsOf(host.url))
    closers.push(queue.close)
    const stop = new AbortController()
    const receiving = queue.receive(10, 20, stop.signal)
    await expect.poll(() => host.asked.length).toBe(1)
    stop.abort()
    expect(await receiving).toEqual([])
  })

  it('names a host that does not answer', async () => {
    const host = await openHost(() => ({ status: 200 }))
    host.close()
    const queue = await openNotificationQueue(settingsOf(host.url))
    closers.push(queue.close)
    const error = await queue
      .receive(1, 0, new AbortController().signal)
      .catch((thrown: unknown) => thrown)
    expect(error instanceof PlatformError && error.facts).toMatchObject({
      kind: 'unavailable',
      code: 'ECONNREFUSED',
    })
  })
})

function settingsOf(endpoint: string) {
  return {
    queueUrl: `${endpoint}/1/orders`,
    endpoint,
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  }
}

function awsError(status: number, type: string): Told {
  return {
    status,
    json: { __type: type, message: 'words' },
    headers: { 'content-type': 'application/x-amz-json-1.0' },
  }
}
