/** Customers of the simulated shop, as far as they can be changed: the record that an order made. */
import { expect, test } from 'vitest'
import { openShopify, type Reply, type ShopifyHost } from './shopify-host.ts'
import { create } from './shopify-orders.ts'

const read = `query ($id: ID!) { order(id: $id) { customer { id firstName lastName numberOfOrders
  addressesV2(first: 5) { nodes { id lastName address1 zip countryCodeV2 } } } } }`
const rename = `mutation ($i: CustomerInput!) { customerUpdate(input: $i) {
  customer { lastName } userErrors { field message } } }`
const move = `mutation ($c: ID!, $a: ID!, $to: MailingAddressInput!) {
  customerAddressUpdate(customerId: $c, addressId: $a, address: $to) {
    address { id } userErrors { field message } } }`

type Customer = { readonly id: string; readonly addressesV2: { readonly nodes: { id: string }[] } }

/** Changes of customers need a scope that the shop's app has not from the start. */
async function shopWithBuyer(): Promise<{ host: ShopifyHost; id: string; customer: Customer }> {
  const host = await openShopify()
  host.simulator.control.grantScope({ scope: 'write_customers' })
  const { order } = await create(host, {
    shippingAddress: { lastName: 'Ek', address1: 'Gata 1', zip: '11122', countryCode: 'SE' },
    customer: { toUpsert: { firstName: 'Ada', lastName: 'Ek' } },
  })
  const id = order?.id ?? ''
  return { host, id, customer: await customerOf(host, id) }
}

async function customerOf(host: ShopifyHost, id: string): Promise<Customer> {
  const { data } = await host.query(read, { id })
  const order = data?.order as { customer: Customer } | undefined
  if (order === undefined) throw new Error('no order')
  return order.customer
}

const payload = ({ data }: Reply) => Object.values(data ?? {})[0]

test('an order makes a customer with its address, and both can be written over', async () => {
  const { host, id, customer } = await shopWithBuyer()
  const [address] = customer.addressesV2.nodes
  expect(customer).toMatchObject({ firstName: 'Ada', lastName: 'Ek', numberOfOrders: '1' })
  expect(address).toMatchObject({ lastName: 'Ek', address1: 'Gata 1', zip: '11122' })
  const name = { id: customer.id, firstName: '', lastName: 'X' }
  expect(payload(await host.query(rename, { i: name }))).toEqual({
    ...{ customer: { lastName: 'X' }, userErrors: [] },
  })
  const to = { lastName: 'X', countryCode: 'SE' }
  await host.query(move, { c: customer.id, a: address?.id, to })
  expect(await customerOf(host, id)).toEqual({
    ...{ id: customer.id, firstName: null, lastName: 'X', numberOfOrders: '1' },
    addressesV2: {
      nodes: [{ id: address?.id, lastName: 'X', address1: null, zip: null, countryCodeV2: 'SE' }],
    },
  })
})

test('a customer without any name, mail address or phone is refused, and so is a stranger', async () => {
  const { host, customer } = await shopWithBuyer()
  const nameless = { id: customer.id, firstName: '', lastName: '' }
  const stranger = { id: 'gid://shopify/Customer/1', lastName: 'X' }
  for (const i of [nameless, stranger]) {
    expect(payload(await host.query(rename, { i }))).toMatchObject({
      ...{ customer: null, userErrors: [{ message: expect.any(String) }] },
    })
  }
})
