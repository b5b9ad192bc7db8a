/**
 * The operator's SQS queue, to which Amazon delivers notifications: a named adapter beside the door,
 * because the SDK knows every kind of AWS credential. Loaded only where a queue is configured. One try
 * a call; a message is removed by its reader after the commit, never here.
 * Source: SQS over @aws-sdk/client-sqs 3.1169.0, tried on 2026-11-22.
 */
import type { SQSClient } from '@aws-sdk/client-sqs'
import { judgeHost } from '../../core/host-rule.ts'
import { queueError } from './queue-error.ts'

export type QueueMessage = {
  readonly handle: string
  readonly messageId: string
  /** Holds personal data (a postal code); read it with `readOrderChange`, never log it. */
  readonly body: string
  /** How often it was handed out, this time included. */
  readonly receiveCount: number
}

export type NotificationQueue = {
  /**
   * Up to 10 messages, waiting up to 20 s for the first; none when `signal` aborts. Throws PlatformError.
   */
  receive(
    maxMessages: number,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<readonly QueueMessage[]>
  /** Answers the handles that the queue did not remove; those messages come again. */
  remove(handles: readonly string[]): Promise<readonly string[]>
  close(): void
}

export type QueueSettings = {
  readonly queueUrl: string
  /** Taken from the queue's address when it tells. */
  readonly region?: string
  /** Another host than AWS's own: simulators, LocalStack. */
  readonly endpoint?: string
  /** Else the SDK's own chain: environment, instance or container role, SSO. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

const removeBatch = 10

/** Throws PlatformError `rejected` when the address is no https one. */
export async function openNotificationQueue(settings: QueueSettings): Promise<NotificationQueue> {
  const { sqs, client } = await openClient(settings)
  const QueueUrl = settings.queueUrl
  return {
    async receive(maxMessages, waitSeconds, signal) {
      try {
        const command = new sqs.ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(10, Math.max(1, maxMessages)),
          WaitTimeSeconds: Math.min(20, Math.max(0, waitSeconds)),
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        })
        const answer = await client.send(command, { abortSignal: signal })
        return (answer.Messages ?? []).flatMap(translateMessage)
      } catch (error) {
        if (signal.aborted) return []
        throw queueError('receiveMessage', error)
      }
    },
    async remove(handles) {
      const removeOne = async (batch: readonly string[]): Promise<string[]> => {
        const Entries = batch.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle }))
        try {
          const command = new sqs.DeleteMessageBatchCommand({ QueueUrl, Entries })
          const answer = await client.send(command)
          const removed = new Set((answer.Successful ?? []).map((entry) => entry.Id))
          return batch.filter((_handle, index) => !removed.has(`${index}`))
        } catch (error) {
          throw queueError('deleteMessageBatch', error)
        }
      }
      const batches: string[][] = []
      for (let start = 0; start < handles.length; start += removeBatch) {
        batches.push(handles.slice(start, start + removeBatch))
      }
      return (await Promise.all(batches.map(removeOne))).flat()
    },
    close: () => client.destroy(),
  }
}

/** How many messages wait, for doctor: it takes none of them. Throws PlatformError. */
export async function countWaiting(settings: QueueSettings): Promise<number> {
  const { sqs, client } = await openClient(settings)
  try {
    const command = new sqs.GetQueueAttributesCommand({
      QueueUrl: settings.queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    })
    const answer = await client.send(command)
    return Number(answer.Attributes?.ApproximateNumberOfMessages ?? '0') || 0
  } catch (error) {
    throw queueError('countMessages', error)
  } finally {
    client.destroy()
  }
}

async function openClient(settings: QueueSettings) {
  const verdict = judgeHost(settings.endpoint ?? settings.queueUrl)
  if (!verdict.ok) throw queueError('open', { name: verdict.code })
  const sqs = await import('@aws-sdk/client-sqs')
  const client: SQSClient = new sqs.SQSClient({
    region: settings.region ?? regionOf(settings.queueUrl),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(settings.credentials === undefined ? {} : { credentials: settings.credentials }),
  })
  return { sqs, client }
}

type SqsMessage = {
  MessageId?: string | undefined
  ReceiptHandle?: string | undefined
  Body?: string | undefined
  Attributes?: Partial<Record<string, string>> | undefined
}

function translateMessage(message: SqsMessage): QueueMessage[] {
  if (message.ReceiptHandle === undefined) return []
  return [
    {
      handle: message.ReceiptHandle,
      messageId: message.MessageId ?? '',
      body: message.Body ?? '',
      receiveCount: Number(message.Attributes?.ApproximateReceiveCount ?? '1') || 1,
    },
  ]
}

/** `https://sqs.eu-west-1.amazonaws.com/123/name`; for another host any region does. */
function regionOf(queueUrl: string): string {
  return /\bsqs\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(queueUrl)?.[1] ?? 'us-east-1'
}
