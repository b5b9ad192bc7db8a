/** Crossdock opened in this process, connected and at work, for stories that ask it directly. */
import { readEnv } from '../../src/config/env.ts'
import { createLog } from '../../src/log.ts'
import { connectFromEnv } from '../../src/main/connect.ts'
import { type App, openApp } from '../../src/main.ts'
import { environmentOf, type ProductOptions } from '../support/product.ts'

export async function openProduct(options: ProductOptions): Promise<App> {
  const given = environmentOf(options)
  // The queue's client reads its credentials from the process itself.
  process.env.AWS_ACCESS_KEY_ID = given.AWS_ACCESS_KEY_ID
  process.env.AWS_SECRET_ACCESS_KEY = given.AWS_SECRET_ACCESS_KEY
  const env = readEnv(given)
  const app = await openApp(env, createLog('silent'))
  try {
    await connectFromEnv(app, env, 'test')
    await app.work()
    return app
  } catch (error) {
    await app.stop()
    throw error
  }
}
