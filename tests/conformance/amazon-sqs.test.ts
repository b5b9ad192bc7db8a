/** The queue, driven by the AWS SDK unmodified: every operation, long polls, visibility, digests, errors. */
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRealClock } from '../../simulators/kit/world-clock.ts'
import { type AmazonHost, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
let sqs: SQSClient
let QueueUrl: string

async function open(options: Parameters<typeof openAmazon>[0] = {}): Promise<void> {
  amazon = await openAmazon(options)
  sqs = amazon.sqs()
  QueueUrl = amazon.url + amazon.simulator.queuePath
}
beforeEach(() => open())
afterEach(async () => {
  sqs.destroy()
  await amazon.close()
})

const send = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
async function receive(more: object = {}) {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more })
  return (await sqs.send(command)).Messages ?? []
}
const bodies = async (more: object = {}) => (await receive(more)).map(({ Body }) => Body)
const errorName = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: Error) => error.name,
  )

describe('messages', () => {
  it('go in and out with a digest that the SDK checks, oldest first', async () => {
    const sent = await send('grüße, 見本')
    await send('second')
    expect(sent.MD5OfMessageBody).toMatch(/^[0-9a-f]{32}$/)
    const [first, second] = await receive({ MessageSystemAttributeNames: ['All'] })
    expect(first).toMatchObject({ MessageId: sent.MessageId, Body: 'grüße, 見本' })
    expect(first?.Attributes?.ApproximateReceiveCount).toBe('1')
    expect(second?.Body).toBe('second')
    expect(await receive()).toEqual([])
  })

  it('carry their own attributes', async () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'order' } }
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageAttributes }))
    const [plain] = await receive({ VisibilityTimeout: 0 })
    expect(plain?.MessageAttributes).toBeUndefined()
    const [message] = await receive({ MessageAttributeNames: ['All'] })
    expect(message?.MessageAttributes?.kind?.StringValue).toBe('order')
  })

  it('are hidden while somebody has them and come back with a higher count', async () => {
    await send('again')
    const [first] = await receive({ VisibilityTimeout: 30 })
    await amazon.simulator.control.advance(29_999)
    expect(await receive()).toEqual([])
    await amazon.simulator.control.advance(1)
    const [second] = await receive({ AttributeNames: ['ApproximateReceiveCount'] })
    expect(second?.MessageId).toBe(first?.MessageId)
    expect(second?.Attributes).toEqual({ ApproximateReceiveCount: '2' })
  })

  it('are gone after their deletion, also with the handle of an earlier receipt', async () => {
    await send('one')
    const [message] = await receive({ VisibilityTimeout: 1 })
    await amazon.simulator.control.advance(1000)
    const ReceiptHandle = message?.ReceiptHandle
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    await amazon.simulator.control.advance(60_000)
    expect(await receive()).toEqual([])
  })

  it('can be given back at once or kept for longer', async () => {
    await send('one')
    const [first] = await receive()
    const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }))
    await change(first?.ReceiptHandle, 0)
    const [second] = await receive()
    await change(second?.ReceiptHandle, 300)
    await amazon.simulator.control.advance(299_000)
    expect(await receive()).toEqual([])
    await amazon.simulator.control.advance(1000)
    expect(await bodies()).toEqual(['one'])
  })

  it('can be sent with a delay', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 5 }))
    expect(await receive()).toEqual([])
    await amazon.simulator.control.advance(5000)
    expect(await bodies()).toEqual(['later'])
  })
})

describe('batches', () => {
  it('send and delete up to ten, and name the entries that failed', async () => {
    const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: `e${n}`, MessageBody: `m${n}` }))
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    expect(sent.Successful).toHaveLength(10)
    const messages = await receive()
    const handles = messages.map(({ ReceiptHandle }, n) => ({ Id: `${n}`, ReceiptHandle }))
    const last = { Id: '9', ReceiptHandle: 'nonsense' }
    const removed = await sqs.send(
      new DeleteMessageBatchCommand({ QueueUrl, Entries: [...handles.slice(0, 9), last] }),
    )
    expect(removed.Successful).toHaveLength(9)
    expect(removed.Failed).toMatchObject([{ Id: '9', Code: 'ReceiptHandleIsInvalid' }])
  })

  it('refuse nothing, too many and equal ids', async () => {
    const entry = (n: number) => ({ Id: `e${n}`, MessageBody: 'x' })
    const batch = (Entries: { Id: string; MessageBody: string }[]) =>
      errorName(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })))
    expect(await batch([])).toBe('EmptyBatchRequest')
    expect(await batch(Array.from({ length: 11 }, (_, n) => entry(n)))).toBe(
      'TooManyEntriesInBatchRequest',
    )
    expect(await batch([entry(1), entry(1)])).toBe('BatchEntryIdsNotDistinct')
  })
})

describe('queues', () => {
  it('tell their url, arn and depth', async () => {
    const found = await sqs.send(new GetQueueUrlCommand({ QueueName: 'crossdock-notifications' }))
    expect(found.QueueUrl).toBe(QueueUrl)
    await send('one')
    await send('two')
    await receive({ MaxNumberOfMessages: 1 })
    const AttributeNames = ['All' as const]
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
    )
    expect(Attributes).toMatchObject({
      QueueArn: amazon.simulator.queueArn,
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      VisibilityTimeout: '30',
    })
  })

  it('can be made, listed and emptied', async () => {
    const made = await sqs.send(new CreateQueueCommand({ QueueName: 'second' }))
    const listed = await sqs.send(new ListQueuesCommand({}))
    expect(listed.QueueUrls).toEqual([QueueUrl, made.QueueUrl])
    await send('one')
    await sqs.send(new PurgeQueueCommand({ QueueUrl }))
    expect(await receive()).toEqual([])
  })

  it('that do not exist, and handles that never did, are errors with their AWS names', async () => {
    const nowhere = { QueueUrl: `${amazon.url}/123456789012/nowhere` }
    expect(await errorName(sqs.send(new ReceiveMessageCommand(nowhere)))).toBe('QueueDoesNotExist')
    const ReceiptHandle = 'nonsense'
    const removed = sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    expect(await errorName(removed)).toBe('ReceiptHandleIsInvalid')
    const tooMany = sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 }))
    expect(await errorName(tooMany)).toBe('InvalidParameterValue')
  })

  it('throw what a fault tells them to', async () => {
    const { faults } = amazon.simulator
    faults.add({ on: 'sqs.ReceiveMessage', fault: 'unavailable' })
    expect(await errorName(receive())).toBe('ServiceUnavailable')
    faults.add({ on: 'sqs.DeleteMessage', fault: 'silently-dropped' })
    await send('stays')
    const [message] = await receive({ VisibilityTimeout: 1 })
    const { ReceiptHandle } = message ?? {}
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    await amazon.simulator.control.advance(1000)
    expect(await bodies()).toEqual(['stays'])
  })
})

describe('a long poll, on a real clock', () => {
  beforeEach(async () => {
    await amazon.close()
    await open({ clock: createRealClock() })
  })

  it('ends as soon as a message comes', async () => {
    const waiting = bodies({ WaitTimeSeconds: 20 })
    await send('here')
    expect(await waiting).toEqual(['here'])
  })

  it('ends empty after its time', async () => {
    expect(await receive({ WaitTimeSeconds: 1 })).toEqual([])
  })

  it('that its caller gave up takes no message with it', async () => {
    const gone = new AbortController()
    const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })
    const waiting = errorName(sqs.send(command, { abortSignal: gone.signal }))
    const receivers = (): number => amazon.simulator.control.queueDepth().receivers
    await vi.waitFor(() => expect(receivers()).toBe(1))
    gone.abort()
    expect(await waiting).toBe('AbortError')
    await vi.waitFor(() => expect(receivers()).toBe(0))
    await send('kept')
    expect(await bodies({ WaitTimeSeconds: 1 })).toEqual(['kept'])
  })
})
