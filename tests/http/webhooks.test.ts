import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiHost, accountId, startApi, webhookSecret } from './api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

function deliver(
  text: string,
  more: { topic?: string; deliveryId?: string; secret?: string; account?: string } = {},
) {
  const { topic = 'orders/updated', deliveryId = 'd-1', secret = webhookSecret } = more
  const signature = createHmac('sha256', secret).update(text).digest('base64')
  return api.ask('POST', `/webhooks/shopify/${more.account ?? accountId}`, {
    as: 'nobody',
    text,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': deliveryId,
      'x-shopify-hmac-sha256': signature,
    },
  })
}

async function marks(): Promise<{ key: string; seq: number }[]> {
  const { rows } = await sql<{ key: string; seq: number }>`
    select key, seq from work where kind = 'sweep' order by key
  `.execute(api.database.db)
  return rows
}

const order = JSON.stringify({ id: 5_279_531_399_723, updated_at: '2026-11-22T12:00:00Z' })

describe('webhooks of Shopify', () => {
  it('R-API-6: a signed one is stored with its mark before the answer; a repeat marks nothing', async () => {
    expect((await deliver(order)).status).toBe(200)
    const key = 'shop-order:gid://shopify/Order/5279531399723'
    expect(await marks()).toEqual([{ key, seq: 1 }])
    expect((await deliver(order)).status).toBe(200)
    expect(await marks()).toEqual([{ key, seq: 1 }])
    expect((await deliver(order, { deliveryId: 'd-2' })).status).toBe(200)
    expect(await marks()).toEqual([{ key, seq: 2 }])
  })

  it('R-API-6: one that is not signed, wrongly signed or for nobody is refused and leaves nothing', async () => {
    const before = await marks()
    const wrong = await deliver(order, { secret: 'guess', deliveryId: 'd-3' })
    expect([wrong.status, wrong.json.code]).toEqual([401, 'WEBHOOK_SIGNATURE'])
    const nobody = await deliver(order, { account: 'other', deliveryId: 'd-4' })
    expect(nobody.status).toBe(401)
    const bare = await api.ask('POST', `/webhooks/shopify/${accountId}`, { as: 'nobody', text: '' })
    expect(bare.status).toBe(401)
    expect(await marks()).toEqual(before)
  })

  it('R-API-12: those that come together are each taken once, and one that cannot be stored fails alone', async () => {
    const { db } = api.database
    await sql`create function refuse_one() returns trigger language plpgsql as $$
      begin
        if new.delivery_id = 'refused' then raise exception 'not this one'; end if;
        return new;
      end $$`.execute(db)
    await sql`create trigger refuse_one before insert on delivery_seen
      for each row execute function refuse_one()`.execute(db)
    const bodies = Array.from({ length: 12 }, (_, at) => JSON.stringify({ id: 9_000_000 + at }))
    const answers = await Promise.all([
      ...bodies.flatMap((text, at) => [
        deliver(text, { deliveryId: `t-${at}` }),
        deliver(text, { deliveryId: `t-${at}` }),
      ]),
      deliver(JSON.stringify({ id: 9_999_999 }), { deliveryId: 'refused' }),
    ])
    expect(answers.slice(0, -1).map(({ status }) => status)).toEqual(Array(24).fill(200))
    expect(answers.at(-1)?.status).toBeGreaterThanOrEqual(500)
    const told = (await marks()).filter(({ key }) => /Order\/9\d{6}$/.test(key))
    expect(told.map(({ seq }) => seq)).toEqual(Array(12).fill(1))
  })

  it('R-MATCH-12: a product is read again when it is told otherwise, not for each order of it', async () => {
    const told = (deliveryId: string, sku: string, quantity: number) => {
      const variants = [{ id: 71, sku, inventory_quantity: quantity }]
      const body = { id: 70, title: 'Cup', updated_at: deliveryId, variants }
      return deliver(JSON.stringify(body), { topic: 'products/update', deliveryId })
    }
    const times = async () =>
      (await marks()).filter(({ key }) => key.endsWith('Product/70')).map(({ seq }) => seq)
    await told('p-1', 'CUP', 9)
    await told('p-2', 'CUP', 8)
    expect(await times()).toEqual([1])
    await told('p-3', 'CUP-RED', 8)
    expect(await times()).toEqual([2])
    await deliver('{"id":70}', { topic: 'products/delete', deliveryId: 'p-4' })
    await told('p-5', 'CUP-RED', 8)
    expect(await times()).toEqual([4])
  })

  it('R-API-6: the signature is of the body to the byte', async () => {
    const text = '{"id": 1,  "note": "Å"}'
    expect((await deliver(text, { deliveryId: 'd-5' })).status).toBe(200)
  })

  it('a body beyond the limit is refused before it is read whole', async () => {
    const answer = await deliver('x'.repeat(3 * 1024 * 1024), { deliveryId: 'd-6' })
    expect([answer.status, answer.json.code]).toEqual([413, 'BODY_TOO_LARGE'])
  })

  it('one that cannot be read is taken and told, so that Shopify does not end the subscription', async () => {
    const answer = await deliver('not json', { deliveryId: 'd-7' })
    expect(answer.status).toBe(200)
    expect(api.logged.at(-1)?.sentence).toContain('could not be read')
  })
})
