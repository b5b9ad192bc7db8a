import { describe, expect, test } from 'vitest'
import { settleMsOf } from '../../src/main/settle-time.ts'

const here = 'http://127.0.0.1:4000'
const amazon = { apiUrl: here, lwaUrl: here, queueUrl: null }
const shopify = { apiUrl: here }

describe('R-IMPORT-4: how long absence is not believed', () => {
  test('is as set while every platform is on this machine', () => {
    expect(settleMsOf({ amazon, shopify }, 0.3)).toBe(300)
    const queueUrl = 'http://localhost:4000/1/orders'
    expect(settleMsOf({ amazon: { ...amazon, queueUrl }, shopify }, 3)).toBe(3_000)
  })

  test.each([
    ['Amazon', { amazon: { ...amazon, apiUrl: 'https://amazon.example' }, shopify }],
    ['the sign-in', { amazon: { ...amazon, lwaUrl: 'https://lwa.example' }, shopify }],
    ['the queue', { amazon: { ...amazon, queueUrl: 'https://sqs.example/1/q' }, shopify }],
    ['Shopify', { amazon, shopify: { apiUrl: 'https://nordvik.myshopify.com' } }],
  ])('is never less than 120 s where %s is elsewhere, whatever is stored', (_what, at) => {
    expect(settleMsOf(at, 0.1)).toBe(120_000)
    expect(settleMsOf(at, 600)).toBe(600_000)
  })
})
