/** The operations of the queue that the simulator has, by their AWS names. What is missing answers 501 with its name. */
import { z } from 'zod'
import type { WireRequest } from '../kit/wire.ts'
import type { Queue } from './queue.ts'
import { arnOf, awsAccountId } from './queues.ts'
import { attributesDigest, md5, messageOnTheWire } from './sqs-messages.ts'
import { SqsRefusal } from './sqs-refusal.ts'
import type { AmazonWorld } from './world.ts'

type Run = (world: AmazonWorld, body: unknown, request: WireRequest) => unknown

const attributesSchema = z.record(
  z.string(),
  z.object({
    DataType: z.string(),
    StringValue: z.string().optional(),
    BinaryValue: z.string().optional(),
  }),
)
const onQueue = { QueueUrl: z.string() }
const sendFields = {
  MessageBody: z.string().min(1),
  DelaySeconds: z.int().min(0).max(900).optional(),
  MessageAttributes: attributesSchema.optional(),
}
const receiveSchema = z.object({
  ...onQueue,
  MaxNumberOfMessages: z.int().min(1).max(10).optional(),
  VisibilityTimeout: z.int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
  AttributeNames: z.array(z.string()).optional(),
  MessageSystemAttributeNames: z.array(z.string()).optional(),
  MessageAttributeNames: z.array(z.string()).optional(),
})
const visibility = { VisibilityTimeout: z.int().min(0).max(43_200) }

export const sqsOperations: Readonly<Record<string, Run>> = {
  SendMessage(world, body) {
    const input = read(z.object({ ...onQueue, ...sendFields }), body)
    return send(queueOf(world, input.QueueUrl), input)
  },
  SendMessageBatch(world, body) {
    return batch(world, body, z.object({ Id: z.string(), ...sendFields }), (queue, entry) =>
      send(queue, entry),
    )
  },
  async ReceiveMessage(world, body, request) {
    const input = read(receiveSchema, body)
    const queue = queueOf(world, input.QueueUrl)
    const seconds = (wished: number | undefined, name: string): number =>
      (wished ?? Number(queue.attributes[name])) * 1000
    const messages = await queue.receive({
      max: input.MaxNumberOfMessages ?? 1,
      visibilityMs: seconds(input.VisibilityTimeout, 'VisibilityTimeout'),
      waitMs: seconds(input.WaitTimeSeconds, 'ReceiveMessageWaitTimeSeconds'),
      signal: request.signal,
    })
    const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])]
    const own = input.MessageAttributeNames ?? []
    if (messages.length === 0) return {}
    return { Messages: messages.map((message) => messageOnTheWire(message, system, own)) }
  },
  DeleteMessage(world, body) {
    const input = read(z.object({ ...onQueue, ReceiptHandle: z.string() }), body)
    remove(queueOf(world, input.QueueUrl), input.ReceiptHandle)
  },
  DeleteMessageBatch(world, body) {
    const entry = z.object({ Id: z.string(), ReceiptHandle: z.string() })
    return batch(world, body, entry, (queue, { ReceiptHandle }) => remove(queue, ReceiptHandle))
  },
  ChangeMessageVisibility(world, body) {
    const input = read(z.object({ ...onQueue, ReceiptHandle: z.string(), ...visibility }), body)
    changeVisibility(queueOf(world, input.QueueUrl), input)
  },
  ChangeMessageVisibilityBatch(world, body) {
    const entry = z.object({ Id: z.string(), ReceiptHandle: z.string(), ...visibility })
    return batch(world, body, entry, changeVisibility)
  },
  GetQueueAttributes(world, body) {
    const names = { AttributeNames: z.array(z.string()).optional() }
    const input = read(z.object({ ...onQueue, ...names }), body)
    const all = queueAttributes(queueOf(world, input.QueueUrl))
    const wanted = input.AttributeNames ?? []
    const chosen = Object.entries(all).filter(
      ([name]) => wanted.includes('All') || wanted.includes(name),
    )
    return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) }
  },
  GetQueueUrl(world, body, request) {
    const { QueueName } = read(z.object({ QueueName: z.string() }), body)
    if (world.queues.byName(QueueName) === undefined) throw noSuchQueue()
    return { QueueUrl: queueUrl(request, QueueName) }
  },
  CreateQueue(world, body, request) {
    const fields = {
      QueueName: z.string(),
      Attributes: z.record(z.string(), z.string()).optional(),
    }
    const { QueueName, Attributes } = read(z.object(fields), body)
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(QueueName)) {
      throw new SqsRefusal(
        'InvalidParameterValue',
        'Standard queues only: letters, digits, - and _.',
      )
    }
    world.queues.create(QueueName, Attributes)
    return { QueueUrl: queueUrl(request, QueueName) }
  },
  ListQueues: (world, _body, request) => ({
    QueueUrls: world.queues.names().map((name) => queueUrl(request, name)),
  }),
  PurgeQueue(world, body) {
    queueOf(world, read(z.object(onQueue), body).QueueUrl).purge()
  },
}

function read<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const checked = schema.safeParse(body)
  if (checked.success) return checked.data
  const at = checked.error.issues[0]?.path.join('.') ?? 'the body'
  throw new SqsRefusal('InvalidParameterValue', `Value for parameter ${at} is invalid.`)
}

function noSuchQueue(): SqsRefusal {
  return new SqsRefusal('QueueDoesNotExist', 'The specified queue does not exist.')
}

function queueOf(world: AmazonWorld, url: string): Queue {
  const queue = world.queues.byName(url.split('/').at(-1) ?? '')
  if (queue === undefined) throw noSuchQueue()
  return queue
}

function queueUrl(request: WireRequest, name: string): string {
  return `http://${request.headers.host ?? 'sqs.invalid'}/${awsAccountId}/${name}`
}

type SendFields = z.infer<z.ZodObject<typeof sendFields>>

function send(queue: Queue, fields: SendFields): Record<string, string> {
  const { MessageBody, MessageAttributes = {}, DelaySeconds } = fields
  const seconds = DelaySeconds ?? Number(queue.attributes.DelaySeconds)
  const message = queue.send(MessageBody, MessageAttributes, seconds * 1000)
  const digest = attributesDigest(MessageAttributes)
  return {
    MessageId: message.messageId,
    MD5OfMessageBody: md5(MessageBody),
    ...(digest === undefined ? {} : { MD5OfMessageAttributes: digest }),
  }
}

function remove(queue: Queue, handle: string): void {
  if (queue.remove(handle)) return
  throw new SqsRefusal('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.')
}

function changeVisibility(
  queue: Queue,
  input: { ReceiptHandle: string; VisibilityTimeout: number },
): void {
  switch (queue.changeVisibility(input.ReceiptHandle, input.VisibilityTimeout * 1000)) {
    case 'changed':
      return
    case 'unknown':
      throw new SqsRefusal('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.')
    case 'not-in-flight':
      throw new SqsRefusal('MessageNotInflight', 'The message referred to is not in flight.')
  }
}

/** Up to ten entries; one that fails does not stop the others. */
function batch<E extends z.ZodType<{ Id: string }>>(
  world: AmazonWorld,
  body: unknown,
  entry: E,
  run: (queue: Queue, entry: z.infer<E>) => unknown,
): unknown {
  const input = read(z.object({ ...onQueue, Entries: z.array(entry) }), body)
  const queue = queueOf(world, input.QueueUrl)
  const ids = input.Entries.map((one) => one.Id)
  if (ids.length === 0) throw new SqsRefusal('EmptyBatchRequest', 'The batch has no entries.')
  if (ids.length > 10) {
    throw new SqsRefusal('TooManyEntriesInBatchRequest', 'The batch has more than 10 entries.')
  }
  if (new Set(ids).size < ids.length) {
    throw new SqsRefusal('BatchEntryIdsNotDistinct', 'Two entries have the same Id.')
  }
  const Successful: Record<string, unknown>[] = []
  const Failed: Record<string, unknown>[] = []
  for (const one of input.Entries) {
    try {
      Successful.push({ Id: one.Id, ...(run(queue, one) ?? {}) })
    } catch (error) {
      if (!(error instanceof SqsRefusal)) throw error
      Failed.push({ Id: one.Id, Code: error.type, Message: error.message, SenderFault: true })
    }
  }
  return Failed.length === 0 ? { Successful } : { Successful, Failed }
}

function queueAttributes(queue: Queue): Record<string, string> {
  const { ready, inFlight, delayed } = queue.counts()
  const createdS = String(Math.floor(queue.createdMs / 1000))
  return {
    ...queue.attributes,
    QueueArn: arnOf(queue.name),
    ApproximateNumberOfMessages: String(ready),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: createdS,
    LastModifiedTimestamp: createdS,
    MaximumMessageSize: '262144',
  }
}
