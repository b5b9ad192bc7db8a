/** simulators/main.ts as a process: the ready line, both platforms, flags, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it, vi } from 'vitest'

const main = path.resolve(import.meta.dirname, '../../simulators/main.ts')
const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

type Ready = {
  ready: boolean
  amazonUrl: string
  lwaUrl: string
  sqsUrl: string
  queueUrl: string
  shopifyUrl: string
  shop: string
  amazon: { clientId: string; clientSecret: string; refreshToken: string; sellerId: string }
  shopify: { clientId: string; clientSecret: string }
}

function start(...flags: string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'ignore'] })
  started.push(child)
  return child
}
async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no stdout')
  const [line] = await once(createInterface(child.stdout), 'line')
  return String(line)
}
const ready = async (child: ChildProcess): Promise<Ready> => JSON.parse(await firstLine(child))
const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

describe('the simulators in one process', () => {
  it('say where they are, give a token, and end cleanly on SIGTERM', async () => {
    const child = start('--seed', '7', '--world', 'empty')
    const told = await ready(child)
    expect(told).toMatchObject({ ready: true, shop: expect.stringMatching(/\.myshopify\.com$/) })
    expect(told.queueUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\d{12}\//)
    const { clientId, clientSecret, refreshToken } = told.amazon
    const fields = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken }
    const answer = await fetch(told.lwaUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', ...fields }),
    })
    expect(answer.status).toBe(200)
    expect(await answers(`${told.shopifyUrl}/_control/openapi.json`)).toBe(true)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
  })

  it('seed the demo on one clock for both platforms', async () => {
    const told = await ready(start('--clock', 'scaled:60', '--quotas', 'off'))
    const count = await (await fetch(`${told.amazonUrl}/_control/orders`)).json()
    expect((count as { count: number }).count).toBeGreaterThanOrEqual(30)
    const clocks = await Promise.all(
      [told.amazonUrl, told.shopifyUrl].map(async (url) => {
        const answer = await fetch(`${url}/_control/clock`)
        return (await answer.json()) as { factor: number; worldOriginMs: number }
      }),
    )
    expect(clocks[0]?.factor).toBe(60)
    expect(clocks[0]?.worldOriginMs).toBe(clocks[1]?.worldOriginMs)
  })

  it('refuse a wrong flag with exit code 2', async () => {
    const [code] = await once(start('--clock', 'sundial'), 'exit')
    expect(code).toBe(2)
  })

  it('end with their parent if they were told to', async () => {
    const script = `require('node:child_process').spawn(process.execPath,
      [${JSON.stringify(main)}, '--world', 'empty', '--die-with-parent'],
      { stdio: ['ignore', 'inherit', 'ignore'] }); setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    started.push(parent)
    const told = await ready(parent)
    expect(await answers(told.amazonUrl)).toBe(true)
    parent.kill('SIGKILL')
    await vi.waitFor(async () => expect(await answers(told.amazonUrl)).toBe(false), {
      timeout: 10_000,
      interval: 100,
    })
  })
})
