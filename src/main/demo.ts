/**
 * The demo: a believable shop on simulated platforms, with nothing to prepare. It starts PostgreSQL, both
 * simulators and Crossdock, each a process of its own, and tells what happens. A worker that dies is
 * started again: nothing is lost and nothing doubled, try it with kill -9.
 */

import { monotonic } from '../clock.ts'
import { makeOwnerLink } from '../operations/people/links.ts'
import { prepareConsole } from './console-build.ts'
import { awayOrders } from './demo-away.ts'
import { type DemoDatabase, startDemoDatabase, writeEnvironment } from './demo-database.ts'
import { type DemoFigures, figuresText, readFigures } from './demo-figures.ts'
import { type LifeFigures, lifeText, playLife } from './demo-life.ts'
import { type Addresses, startSimulators, startWorkerProcess } from './demo-processes.ts'
import { countDoubledEffects, type Stage } from './demo-stage.ts'
import { followStory, type StoryEnd } from './demo-story.ts'

export type DemoOptions = { readonly exit: boolean; readonly json: boolean; readonly seed: string }

/** Several times what it takes where nothing else runs: a slow machine ends it as well. */
const atMostMs = 260_000

/** Answers the exit code. `asked` resolves when a person wants it to stop. */
export async function runDemo(options: DemoOptions, asked: Promise<void>): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  say('Starting PostgreSQL, a simulated Amazon, a simulated Shopify and Crossdock …')
  await using database = await startDemoDatabase(say)
  await using simulators = await startSimulators(options.seed)
  await using worker = await startWorkerProcess({ database, simulators, say })
  const { addresses } = simulators
  if (!options.exit) await tellConsole(database, worker.url(), say)
  say(`Its API is at ${worker.url()}. What you can do to the simulated platforms:`)
  say(`  Amazon   ${addresses.amazonUrl}/_control/openapi.json`)
  say(`  Shopify  ${addresses.shopifyUrl}/_control/openapi.json`)
  say('')
  say("Amazon's orders, and what becomes of each:")
  const stage = stageFor(database, addresses, say, asked)
  const playing = playLife(stage, worker)
  const alsoWaitFor = playing.then(() => undefined)
  const following = { database, addresses, say, atMostMs, stop: asked, alsoWaitFor }
  const [story, life] = await Promise.all([followStory(following), playing])
  if (story.is === 'stopped') return 0
  const figures: AllFigures = {
    ...(await readFigures(database.db, addresses)),
    ...(await life.figures()),
    doubledEffects: await countDoubledEffects(addresses),
  }
  show(options, figures, say)
  if (!options.exit) {
    say('')
    say(`The console: ${worker.url()}`)
    say('The story is told, and all goes on running. Ctrl-C ends it. To ask why, in another shell:')
    say(`  set -a; . ${await writeEnvironment(database)}; ./bin/crossdock orders list`)
    say('  ./bin/crossdock orders explain <order id>')
    say('  ./bin/crossdock holds')
    await asked
    return 0
  }
  const wrong = whatWentWrong(figures, story)
  for (const line of wrong) say(line)
  return wrong.length === 0 ? 0 : 1
}

/** The pages, and a link that makes whoever opens it first their owner. */
async function tellConsole(
  { db }: DemoDatabase,
  url: string,
  say: (line: string) => void,
): Promise<void> {
  await prepareConsole(say)
  const made = await makeOwnerLink({ db, newId: () => crypto.randomUUID() })
  if (made === null) return
  say('Its console waits for an owner. Open this once:')
  say(`  ${url}/welcome#${made.token}`)
}

type AllFigures = DemoFigures & LifeFigures & { readonly doubledEffects: number }

function stageFor(
  { db }: DemoDatabase,
  to: Addresses,
  say: (line: string) => void,
  asked: Promise<void>,
): Stage {
  let over = false
  void asked.then(() => {
    over = true
  })
  const nowMs = () => monotonic.nowMs()
  return { db, to, say, untilMs: nowMs() + atMostMs, nowMs, isOver: () => over }
}

function show(options: DemoOptions, figures: AllFigures, say: (line: string) => void): void {
  if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else {
    for (const line of figuresText(figures)) say(line)
    for (const line of lifeText(figures, figures.doubledEffects)) say(line)
  }
}

/** Why the exit code is not 0, a line each. */
function whatWentWrong(figures: AllFigures, story: StoryEnd): string[] {
  const { duplicates, doubledEffects, imported, quarantined, unfinished } = figures
  const busy = story.is === 'unsettled' ? story.keys : []
  const checks: readonly (readonly [boolean, string])[] = [
    [story.is === 'unsettled', `not at rest after ${atMostMs / 1000} s: ${busy.join(', ')}`],
    [imported === 0, 'no order came to Shopify'],
    [duplicates > 0, `orders that stand twice in Shopify: ${duplicates}`],
    [doubledEffects > 0, `done twice, or written to a buyer: ${doubledEffects}`],
    [quarantined < awayOrders, `in quarantine: ${quarantined} of ${awayOrders}`],
  ]
  const failed = checks.flatMap(([isSo, words]) => (isSo ? [words] : []))
  return [...failed, ...unfinished].map((words) => `Failed: ${words}`)
}
