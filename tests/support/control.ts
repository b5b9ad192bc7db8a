/**
 * The control doors of the simulators over HTTP: what a buyer, the merchant, another app, Amazon or time
 * does, and what the simulators count. Names and shapes are the simulators' own.
 */
import type { ManyOrders } from '../../simulators/amazon/many-orders.ts'
import type { Shipment } from '../../simulators/amazon/order-changes.ts'
import type { OrderRecord } from '../../simulators/amazon/order-shape.ts'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import type { Kind } from '../../simulators/amazon/orders-of-every-kind.ts'
import type { AmazonSettings } from '../../simulators/amazon/settings.ts'
import type { Fault, FaultKind } from '../../simulators/kit/fault-plane.ts'
import type { JournalEntry } from '../../simulators/kit/journal.ts'
import type {
  ForeignOrderSpec,
  OrderSummary,
  ProductSpec,
  ShopCounts,
  StockSpec,
} from '../../simulators/shopify/control/control-types.ts'

export type { OrderSpec, OrderSummary }

export type KitDoor = {
  /** Any verb of the door, by its path. */
  act(path: string, body?: object): Promise<unknown>
  ask(path: string, query?: Readonly<Record<string, string>>): Promise<unknown>
  addFault(...faults: readonly Fault[]): Promise<void>
  clearFaults(): Promise<void>
  /** How often each kind has struck. */
  fired(): Promise<Readonly<Record<FaultKind, number>>>
  journal(filter?: { on?: string; withEffect?: string; status?: string }): Promise<JournalEntry[]>
  advance(ms: number): Promise<void>
}

export type AmazonDoor = KitDoor & {
  placeOrder(spec?: OrderSpec): Promise<string>
  placeMany(many: ManyOrders): Promise<number>
  placeEveryKind(base?: OrderSpec): Promise<Readonly<Record<Kind, string>>>
  pay(orderId: string): Promise<void>
  cancel(orderId: string): Promise<void>
  ship(orderId: string, shipment?: Shipment): Promise<void>
  touch(orderId: string): Promise<void>
  order(orderId: string): Promise<OrderRecord>
  orderCount(): Promise<number>
  settings(patch: Partial<AmazonSettings>): Promise<void>
  /** Messages that nobody has taken for good yet. */
  queued(): Promise<number>
}

export type ShopifyDoor = KitDoor & {
  orders(sourceIdentifier?: string): Promise<OrderSummary[]>
  counts(): Promise<ShopCounts>
  mails(): Promise<readonly unknown[]>
  addProduct(spec: ProductSpec): Promise<{ productId: string; variantIds: string[] }>
  setStock(spec: StockSpec): Promise<void>
  available(sku: string): Promise<number>
  createAsOtherApp(spec: ForeignOrderSpec): Promise<{ orderId: string; name: string }>
}

export function amazonDoor(url: string): AmazonDoor {
  const kit = kitDoor(url)
  const changing =
    (verb: string) =>
    async (orderId: string, more: object = {}) => {
      await kit.act(`orders/${verb}`, { orderId, ...more })
    }
  return {
    ...kit,
    placeOrder: async (spec = {}) => field<string>(await kit.act('orders/place', spec), 'orderId'),
    placeMany: async (many) => field<number>(await kit.act('orders/place-many', many), 'placed'),
    placeEveryKind: async (base = {}) =>
      (await kit.act('orders/place-every-kind', base)) as Record<Kind, string>,
    pay: changing('pay'),
    cancel: changing('cancel'),
    ship: changing('ship'),
    touch: changing('touch'),
    order: async (orderId) => (await kit.ask('orders', { orderId })) as OrderRecord,
    orderCount: async () => field<number>(await kit.ask('orders'), 'count'),
    settings: async (patch) => void (await kit.act('settings', patch)),
    queued: async () => {
      const depth = (await kit.ask('queue')) as Record<'ready' | 'inFlight' | 'delayed', number>
      return depth.ready + depth.inFlight + depth.delayed
    },
  }
}

export function shopifyDoor(url: string): ShopifyDoor {
  const kit = kitDoor(url)
  return {
    ...kit,
    orders: async (sourceIdentifier) => {
      const query = sourceIdentifier === undefined ? {} : { sourceIdentifier }
      return field<OrderSummary[]>(await kit.ask('orders', query), 'orders')
    },
    counts: async () => (await kit.ask('counts')) as ShopCounts,
    mails: async () => field<unknown[]>(await kit.ask('mails'), 'mails'),
    addProduct: async (spec) =>
      (await kit.act('products', spec)) as { productId: string; variantIds: string[] },
    setStock: async (spec) => void (await kit.act('stock/set', spec)),
    available: async (sku) => {
      const levels = (await kit.ask('stock', { sku })) as { quantities: { available: number } }[]
      return levels.reduce((sum, level) => sum + level.quantities.available, 0)
    },
    createAsOtherApp: async (spec) =>
      (await kit.act('orders/as-other-app', spec)) as { orderId: string; name: string },
  }
}

function kitDoor(url: string): KitDoor {
  const send = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${url}/_control/${path}`, init)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`control ${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  const act: KitDoor['act'] = (path, body = {}) =>
    send(path, { method: 'POST', body: JSON.stringify(body) })
  const ask: KitDoor['ask'] = (path, query = {}) => send(`${path}?${new URLSearchParams(query)}`)
  return {
    act,
    ask,
    addFault: async (...faults) => void (await act('faults', faults)),
    clearFaults: async () => void (await send('faults', { method: 'DELETE' })),
    fired: async () => field<Record<FaultKind, number>>(await ask('faults'), 'fired'),
    journal: async (filter = {}) => field<JournalEntry[]>(await ask('journal', filter), 'entries'),
    advance: async (ms) => void (await act('clock', { advanceMs: ms })),
  }
}

function field<T>(answer: unknown, name: string): T {
  return (answer as Record<string, T>)[name] as T
}
