/**
 * ORDER_CHANGE as its published schema has it (models of 2026-08-05), written by hand: what is required, which words are closed sets.
 * Shares no code with the simulator.
 */
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { AmazonHost } from './amazon-host.ts'

export type OrderChange = {
  readonly Payload: {
    readonly OrderChangeNotification: {
      readonly AmazonOrderId: string
      readonly Summary: {
        readonly OrderStatus: string
        readonly DestinationPostalCode: string | null
        readonly OrderItems: readonly unknown[]
      }
    }
  }
  readonly NotificationMetadata: { readonly NotificationId: string }
}

type Shape = Readonly<Record<string, unknown>>

const required: Readonly<Record<string, readonly string[]>> = {
  envelope: [
    'NotificationVersion',
    'NotificationType',
    'PayloadVersion',
    'EventTime',
    'Payload',
    'NotificationMetadata',
  ],
  metadata: ['ApplicationId', 'SubscriptionId', 'PublishTime', 'NotificationId'],
  change: [
    'NotificationLevel',
    'SellerId',
    'AmazonOrderId',
    'OrderChangeType',
    'OrderChangeTrigger',
    'Summary',
  ],
  trigger: ['TimeOfOrderChange', 'ChangeReason'],
  summary: [
    'MarketplaceId',
    'OrderStatus',
    'PurchaseDate',
    'DestinationPostalCode',
    'FulfillmentType',
    'OrderType',
    'OrderItems',
  ],
  item: ['OrderItemId', 'SellerSKU', 'SupplySourceId', 'Quantity'],
}

const words: Readonly<Record<string, readonly string[]>> = {
  NotificationLevel: ['OrderItemLevel', 'OrderLevel'],
  OrderChangeType: ['BuyerRequestedChange', 'DeliveryTipChange', 'OrderStatusChange'],
  OrderStatus: [
    'Pending',
    'Unshipped',
    'PartiallyShipped',
    'Shipped',
    'Canceled',
    'Unfulfillable',
    'InvoiceUnconfirmed',
    'PendingAvailability',
  ],
  FulfillmentType: ['AFN', 'MFN'],
  OrderType: [
    'StandardOrder',
    'LongLeadTimeOrder',
    'Preorder',
    'BackOrder',
    'SourcingOnDemandOrder',
  ],
}
const programs = ['Business', 'Prime', 'Premium', 'IBA', 'Replacement']
const dates = [
  'EarliestDeliveryDate',
  'LatestDeliveryDate',
  'EarliestShipDate',
  'LatestShipDate',
  'PurchaseDate',
]

/** What an envelope has that the schema does not allow; empty for a right one. */
export function envelopeFaults(message: unknown): string[] {
  const envelope = message as Shape
  const change = ((envelope.Payload as Shape).OrderChangeNotification ?? {}) as Shape
  const summary = (change.Summary ?? {}) as Shape
  const items = (summary.OrderItems ?? []) as Shape[]
  return [
    ...missing('envelope', envelope),
    ...missing('metadata', envelope.NotificationMetadata as Shape),
    ...missing('change', change),
    ...missing('trigger', (change.OrderChangeTrigger ?? {}) as Shape),
    ...missing('summary', summary),
    ...items.flatMap((item) => missing('item', item)),
    ...wrongWords({ ...change, ...summary }),
    ...((summary.OrderPrograms ?? []) as string[]).filter((one) => !programs.includes(one)),
    ...dates.filter((name) => name in summary && !isTime(summary[name])),
    ...(/^\d{3}-\d{7}-\d{7}$/.test(String(change.AmazonOrderId)) ? [] : ['AmazonOrderId']),
  ]
}

function missing(kind: string, value: Shape): string[] {
  return (required[kind] ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${kind}.${name} is missing`)
}

function wrongWords(value: Shape): string[] {
  return Object.entries(words)
    .filter(([name, allowed]) => !allowed.includes(String(value[name])))
    .map(([name]) => `${name} is ${String(value[name])}`)
}

function isTime(value: unknown): boolean {
  return !Number.isNaN(Date.parse(String(value))) && String(value).endsWith('Z')
}

/** Takes everything out of the queue, as a program would: receive and delete. */
export async function drain(amazon: AmazonHost): Promise<OrderChange[]> {
  const sqs = amazon.sqs()
  const QueueUrl = amazon.url + amazon.simulator.queuePath
  const messages: OrderChange[] = []
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 })
    const { Messages = [] } = await sqs.send(command)
    if (Messages.length === 0) break
    for (const { Body = '', ReceiptHandle } of Messages) {
      messages.push(JSON.parse(Body) as OrderChange)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    }
  }
  sqs.destroy()
  return messages
}
