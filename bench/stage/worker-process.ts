/**
 * Crossdock without its API, connected and at work: what `crossdock start` does where Shopify cannot
 * reach the machine, so that no webhooks come. A program of its own.
 */
import { readEnv } from '../../src/config/env.ts'
import { connectFromEnv } from '../../src/main/connect.ts'
import { openApp } from '../../src/main.ts'

const env = readEnv(process.env)
const app = await openApp(env)
await connectFromEnv(app, env, 'bench', null)
await app.work()
process.once('SIGTERM', () => void app.stop())
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
