/** A secret that is changed while workers run: they go on with the new one, without a restart. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnv } from '../../src/config/env.ts'
import { createLog } from '../../src/log.ts'
import { credentialAad, storedSecrets } from '../../src/main/account.ts'
import { connectFromEnv } from '../../src/main/connect.ts'
import { type App, openApp } from '../../src/main.ts'
import { forgetTokens, saveCredential } from '../../src/store/connections.ts'
import { accountId } from '../http/api-host.ts'
import { eventually } from '../support/eventually.ts'
import { environmentOf } from '../support/product.ts'
import { crashTimeoutMs, type Stage, setStage } from '../support/scenario.ts'

let stage: Stage
let worker: App
let other: App

const env = (over: Readonly<Record<string, string>> = {}) =>
  readEnv(environmentOf({ ...stage.product, env: { AMAZON_SQS_QUEUE_URL: '', ...over } }))

beforeAll(async () => {
  stage = await setStage()
  other = await openApp(env(), createLog('silent'))
  await connectFromEnv(other, env(), 'test')
}, crashTimeoutMs)

afterAll(async () => {
  await worker?.stop()
  await other?.stop()
  await stage?.strike()
}, crashTimeoutMs)

/** What is stored is a secret that Amazon takes no more, and no token is left. */
async function storeOldSecret(): Promise<void> {
  const sealed = other.secrets.seal('before the change', credentialAad(accountId, 'amazon-secret'))
  await saveCredential(other.db, accountId, 'amazon-secret', sealed)
  await forgetTokens(other.db, accountId)
}

async function refusedTokens(): Promise<number> {
  const entries = await stage.amazon.journal({ on: 'amazon.token' })
  return entries.filter(({ status }) => Number(status) >= 400).length
}

/** A refused login is asked again after a minute. */
async function passThePause(): Promise<void> {
  await sql`update work set run_floor_at = null, due_at = app_now() where run_at is not null`.execute(
    other.db,
  )
}

describe('R-API-9: a changed credential', () => {
  it(
    'is used by a worker that runs, as soon as another process has stored it',
    async () => {
      await storeOldSecret()
      worker = await openApp(env(), createLog('silent'))
      await worker.work()
      const orderId = await stage.amazon.placeOrder()
      await eventually(async () => (await refusedTokens()) > 0, { what: 'a refused token' })
      await connectFromEnv(other, env(), 'test')
      await passThePause()
      await stage.comesTo(orderId, 'imported', 'IMPORTED')
      expect(await stage.inShop(orderId)).toHaveLength(1)
    },
    crashTimeoutMs,
  )

  it(
    'that is left out of the environment is as it was stored; an app without a token replaces one',
    async () => {
      const stored = storedSecrets(other.parts, accountId)
      const sealed = other.secrets.seal('shpat_old', credentialAad(accountId, 'shopify-token'))
      await saveCredential(other.db, accountId, 'shopify-token', sealed)
      await connectFromEnv(other, env({ AMAZON_CLIENT_SECRET: '' }), 'test')
      expect(await stored('amazon-secret')).toBe(stage.product.addresses.amazon.clientSecret)
      expect(await stored('shopify-token')).toBeNull()
    },
    crashTimeoutMs,
  )
})
