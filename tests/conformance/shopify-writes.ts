/** Each write of an order's life in the simulated shop, ready to send, and how to see its effect. */
import { openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, life, refundOf, saleOf, texts } from './shopify-life.ts'

type Write = { readonly text: string; readonly variables: Record<string, unknown> }
export type Scene = { readonly host: ShopifyHost; readonly id: string }

/** Each write, and how to see whether it has had its effect. */
export const writes: Readonly<
  Record<
    string,
    {
      write(scene: Scene): Promise<Write>
      effect(scene: Scene): Promise<number>
      readonly shipped?: true
    }
  >
> = {
  fulfillmentCreate: {
    write: async (scene) => {
      const fulfillmentOrderId = await fulfillmentOrderOf(scene)
      const f = { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }] }
      return { text: texts.fulfil, variables: { f } }
    },
    effect: async (scene) => (await life(scene.host, scene.id)).fulfillments.length,
  },
  fulfillmentTrackingInfoUpdate: {
    shipped: true,
    write: async (scene) => {
      const id = (await life(scene.host, scene.id)).fulfillments[0]?.id
      return { text: texts.track, variables: { id, t: { number: 'NEW' } } }
    },
    effect: async (scene) =>
      scene.host.simulator.control.truth().orders[0]?.fulfilments[0]?.trackingNumbers.length ?? 0,
  },
  fulfillmentCancel: {
    shipped: true,
    write: async (scene) => {
      const id = (await life(scene.host, scene.id)).fulfillments[0]?.id
      return { text: texts.unfulfil, variables: { id } }
    },
    effect: async (scene) => {
      const rows = (await life(scene.host, scene.id)).fulfillments
      return rows.filter((one) => one.status === 'CANCELLED').length
    },
  },
  fulfillmentEventCreate: {
    shipped: true,
    write: async (scene) => {
      const fulfillmentId = (await life(scene.host, scene.id)).fulfillments[0]?.id
      return { text: texts.event, variables: { e: { fulfillmentId, status: 'DELIVERED' } } }
    },
    effect: async (scene) => {
      const [first] = (await life(scene.host, scene.id)).fulfillments
      return (first as unknown as { events: { nodes: unknown[] } }).events.nodes.length
    },
  },
  fulfillmentOrderHold: {
    write: async (scene) => {
      const h = { reason: 'INCORRECT_ADDRESS', handle: 'address' }
      return { text: texts.hold, variables: { id: await fulfillmentOrderOf(scene), h } }
    },
    effect: async (scene) =>
      (await life(scene.host, scene.id)).fulfillmentOrders.nodes[0]?.fulfillmentHolds.length ?? 0,
  },
  fulfillmentOrdersSetFulfillmentDeadline: {
    write: async (scene) => {
      const ids = [await fulfillmentOrderOf(scene)]
      return { text: texts.deadline, variables: { ids, at: '2026-11-25T00:00:00Z' } }
    },
    effect: async (scene) => {
      const [row] = (await life(scene.host, scene.id)).fulfillmentOrders.nodes
      return (row as unknown as { fulfillBy: string | null }).fulfillBy === null ? 0 : 1
    },
  },
  orderCancel: {
    write: async ({ id }) => ({ text: texts.cancel, variables: { id, restock: true } }),
    effect: async (scene) => {
      await scene.host.advance(2000)
      return (await life(scene.host, scene.id)).cancelledAt === null ? 0 : 1
    },
  },
  refundCreate: {
    write: async ({ host, id }) => {
      const input = refundOf(id, await saleOf(host, id), '5.00', { note: 'ours' })
      return { text: texts.refund, variables: { input, key: 'one' } }
    },
    effect: async (scene) => (await life(scene.host, scene.id)).refunds.length,
  },
  returnCreate: {
    shipped: true,
    write: async ({ host, id }) => {
      const row = (await life(host, id)).fulfillments[0]?.fulfillmentLineItems.nodes[0]?.id
      const line = { fulfillmentLineItemId: row, quantity: 1, returnReason: 'UNWANTED' }
      return {
        text: texts.returnCreate,
        variables: { r: { orderId: id, returnLineItems: [line] } },
      }
    },
    effect: async (scene) => (await life(scene.host, scene.id)).returns.nodes.length,
  },
  orderUpdate: {
    write: async ({ id }) => ({
      text: `mutation ($i: OrderInput!) { orderUpdate(input: $i) { order { id note } userErrors { field message } } }`,
      variables: { i: { id, note: 'ours' } },
    }),
    effect: async ({ host, id }) =>
      host.simulator.control.orderRecord(id)?.note === 'ours' ? 1 : 0,
  },
  tagsAdd: {
    write: async ({ id }) => ({
      text: `mutation ($id: ID!) { tagsAdd(id: $id, tags: ["ours"]) { node { id } userErrors { field message } } }`,
      variables: { id },
    }),
    effect: async ({ host, id }) =>
      host.simulator.control.orderRecord(id)?.tags.includes('ours') === true ? 1 : 0,
  },
}

async function fulfillmentOrderOf({ host, id }: Scene): Promise<string> {
  return (await life(host, id)).fulfillmentOrders.nodes[0]?.id ?? ''
}

/** A shop with a big order, and the write that is about to be sent. */
export async function sceneFor(name: string): Promise<Scene & Write> {
  const host = await openShopify()
  const id = await bigOrder(host)
  if (writes[name]?.shipped) host.simulator.control.merchantFulfil({ orderId: id })
  const made = await writes[name]?.write({ host, id })
  if (made === undefined) throw new Error(`no write ${name}`)
  return { host, id, ...made }
}
