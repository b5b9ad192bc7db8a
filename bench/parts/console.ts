/**
 * The console over a large database: the first page of the list of both platforms as a signed-in person asks for
 * it, and what Debian's Chromium shows of the first view, each time with an empty cache.
 */
import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from '../../scripts/browser/chromium.ts'
import { makeOwner } from '../../scripts/browser/first-owner.ts'
import { prepareConsole } from '../../src/main/console-build.ts'
import { makeOwnerLink } from '../../src/operations/people/links.ts'
import { viewNames } from '../../src/store/read/order-views.ts'
import type { ConsoleFigures } from '../figures.ts'
import type { BenchDatabase } from '../stage/cluster.ts'
import { type FirstView, loadOnce } from '../stage/first-view.ts'
import type { Stage } from '../stage/part.ts'
import { firstReadingDone, type Product, startProduct } from '../stage/product.ts'
import { startSimulators } from '../stage/simulators.ts'
import { storeBothDoors } from '../stage/two-door-orders.ts'
import { median, percentile, rounded } from '../statistics.ts'

/** Not counted: PostgreSQL's first page reads come from the disk, and code is not compiled yet. */
const warmUps = 20

export async function measureConsole(stage: Stage): Promise<ConsoleFigures> {
  const { orders, questions, loads } = stage.sizes.console
  await prepareConsole(stage.say)
  await using simulators = await startSimulators({ quotas: 'off' })
  await using database = await stage.cluster.create('bench_console')
  await storeBothDoors(stage, simulators, database, orders)
  const { cluster, profiles } = stage
  const { addresses } = simulators
  await using product = await startProduct({
    ...{ cluster, database, addresses, profiles },
    ...{ intake: 'poll', api: true },
  })
  await firstReadingDone(database)
  const browser = await openBrowser()
  try {
    const context = await signIn(browser, product, database)
    const list = await measureList(product, await cookieOf(context), questions)
    return { list, ...(await measureLoads(stage, context, urlOf(product), loads)) }
  } finally {
    await browser.close()
  }
}

function urlOf({ url }: Product): string {
  if (url === null) throw new Error('the product serves no console')
  return url
}

async function signIn(
  browser: Browser,
  product: Product,
  { db }: BenchDatabase,
): Promise<BrowserContext> {
  const link = await makeOwnerLink({ db, newId: randomUUID })
  if (link === null) throw new Error('somebody owns the console of a new database')
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await makeOwner(page, `${urlOf(product)}/welcome#${link.token}`)
  await page.close()
  return context
}

async function cookieOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

async function measureList(
  product: Product,
  cookie: string,
  questions: number,
): Promise<ConsoleFigures['list']> {
  const ask = (view: string) => timedGet(urlOf(product), view, cookie)
  for (let turn = 0; turn < warmUps; turn += 1) await ask('everything')
  const times: number[] = []
  for (let turn = 0; turn < questions; turn += 1) times.push(await ask('everything'))
  const views: number[] = []
  for (const view of viewNames) {
    await ask(view)
    const own: number[] = []
    for (let turn = 0; turn < questions / 10; turn += 1) own.push(await ask(view))
    views.push(percentile(own, 99))
  }
  return {
    p50Ms: rounded(median(times), 1),
    p99Ms: rounded(percentile(times, 99), 1),
    worstViewP99Ms: rounded(Math.max(...views), 1),
  }
}

/** From the request until the whole answer is here, over the loopback: the server's time and a little more. */
async function timedGet(url: string, view: string, cookie: string): Promise<number> {
  const begunMs = performance.now()
  const answer = await fetch(`${url}/api/order-list?view=${view}`, { headers: { cookie } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`the list was refused: ${answer.status}`)
  return performance.now() - begunMs
}

/** The pages that people open first. */
const pages = ['/', '/orders']

async function measureLoads(
  stage: Stage,
  context: BrowserContext,
  url: string,
  loads: number,
): Promise<Omit<ConsoleFigures, 'list'>> {
  const worst = { firstViewJsKb: 0, lcpMs: 0, cls: 0, longestTaskMs: 0 }
  for (const path of pages) {
    const views: FirstView[] = []
    for (let load = 0; load < loads; load += 1) views.push(await loadOnce(context, `${url}${path}`))
    const middle = (name: keyof typeof worst) => median(views.map((view) => view[name]))
    const shown = Object.keys(worst) as (keyof typeof worst)[]
    stage.say(`  ${path}: ${shown.map((name) => `${name} ${rounded(middle(name), 3)}`).join(', ')}`)
    for (const name of shown) worst[name] = Math.max(worst[name], middle(name))
  }
  return {
    firstViewJsKb: rounded(worst.firstViewJsKb, 1),
    lcpMs: rounded(worst.lcpMs, 0),
    cls: rounded(worst.cls, 4),
    longestTaskMs: rounded(worst.longestTaskMs, 0),
  }
}
