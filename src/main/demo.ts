/**
 * The demo: a believable shop on simulated platforms, with nothing to prepare. It starts PostgreSQL, both
 * simulators and Crossdock, each a process of its own, and tells what happens. A worker that dies is
 * started again: nothing is lost and nothing doubled, try it with kill -9.
 */

import { monotonic } from '../clock.ts'
import { startDemoDatabase, writeEnvironment } from './demo-database.ts'
import { type DemoFigures, figuresText, readFigures } from './demo-figures.ts'
import { type LifeFigures, lifeText, playLife } from './demo-life.ts'
import { startSimulators, startWorkerProcess } from './demo-processes.ts'
import { countDoubledEffects } from './demo-stage.ts'
import { followStory } from './demo-story.ts'

export type DemoOptions = { readonly exit: boolean; readonly json: boolean; readonly seed: string }

const atMostMs = 100_000

/** Answers the exit code. `asked` resolves when a person wants it to stop. */
export async function runDemo(options: DemoOptions, asked: Promise<void>): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  say('Starting PostgreSQL, a simulated Amazon, a simulated Shopify and Crossdock …')
  await using database = await startDemoDatabase(say)
  await using simulators = await startSimulators(options.seed)
  await using worker = await startWorkerProcess({ database, simulators, say })
  say(`Amazon    ${simulators.addresses.amazonUrl}/_control/openapi.json`)
  say(`Shopify   ${simulators.addresses.shopifyUrl}/_control/openapi.json`)
  say(`Crossdock ${worker.url()}`)
  const { addresses } = simulators
  const nowMs = () => monotonic.nowMs()
  const stage = { db: database.db, to: addresses, say, untilMs: nowMs() + atMostMs, nowMs }
  const playing = playLife(stage)
  const played = playing.then(() => undefined)
  const following = { database, addresses, say, atMostMs, stop: asked, alsoWaitFor: played }
  const [story, life] = await Promise.all([followStory(following), playing])
  const figures = await readFigures(database.db, addresses)
  const doubledEffects = await countDoubledEffects(addresses)
  tell(options, { ...figures, ...life, doubledEffects }, say)
  if (!options.exit) {
    say('The story is told; orders go on. Ctrl-C stops everything. To ask why, in another shell:')
    say(`  set -a; . ${await writeEnvironment(database)}; ./bin/crossdock orders list`)
    say('  ./bin/crossdock orders explain <order id>')
    await asked
    return 0
  }
  if (story.is === 'unsettled') {
    const open = [...story.keys, ...life.unfinished]
    say(`Not at rest after ${atMostMs / 1000} s: ${open.join(', ')}`)
    return 1
  }
  const once = figures.duplicates === 0 && doubledEffects === 0
  return once && figures.imported > 0 && life.unfinished.length === 0 ? 0 : 1
}

type AllFigures = DemoFigures & LifeFigures & { readonly doubledEffects: number }

function tell(options: DemoOptions, figures: AllFigures, say: (line: string) => void): void {
  if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else {
    for (const line of figuresText(figures)) say(line)
    for (const line of lifeText(figures, figures.doubledEffects)) say(line)
  }
}
