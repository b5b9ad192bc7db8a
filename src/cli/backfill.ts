/** `crossdock backfill`: import orders that were placed in a window; with --wait until it is through. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { type Backfill, listBackfills } from '../operations/backfill/list-backfills.ts'
import { type StartedBackfill, startBackfill } from '../operations/backfill/start-backfill.ts'
import { readHealth } from '../store/read/health.ts'
import { type CommonOptions, type Opened, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, table } from './print.ts'

type BackfillOptions = CommonOptions & {
  readonly from?: number
  readonly to?: number
  readonly wait?: boolean
}

const lookEveryMs = 1_000
/** So many looks without a step forward before it says that perhaps nobody works. */
const stillLooks = 30

export function addBackfill(program: Command): void {
  withCommonOptions(program.command('backfill'))
    .description('import orders placed in a window; without --from: list what was asked for')
    .option('--from <time>', 'a day (2026-10-01) or a time with zone', readTime)
    .option('--to <time>', 'the same; now when left out', readTime)
    .option('--wait', 'stay until it is through, and show how far it is')
    .action((options: BackfillOptions, command: Command) => {
      if (options.from === undefined && (options.to !== undefined || options.wait === true)) {
        command.error('error: --to and --wait need --from')
      }
      return withAccount(options, (opened) => backfill(options, opened))
    })
}

async function backfill(options: BackfillOptions, opened: Opened): Promise<void> {
  const { deps, actor, accountId } = opened
  if (options.from === undefined) return list(options, opened)
  const request = { accountId, fromMs: options.from, toMs: options.to ?? null }
  const started = await startBackfill(deps, actor, request)
  const quiet = options.json === true
  if (!quiet) {
    const window = `${fullTime(started.fromMs)} to ${fullTime(started.toMs)}`
    say(`${started.isNew ? 'Begun' : 'Already running'}: orders placed from ${window}.`)
    if (options.wait !== true) say('See how far it is: crossdock backfill')
  }
  const ended = options.wait === true ? await untilThrough(opened, started, quiet) : null
  if (quiet) sayJson({ ...started, ...(ended === null ? {} : { ended }) })
  else if (ended !== null)
    say(`${ended.state}: ${ended.ordersSeen} orders of this window are here.`)
  if (ended !== null && ended.state !== 'done') process.exitCode = 1
}

async function untilThrough(
  opened: Opened,
  started: StartedBackfill,
  quiet: boolean,
): Promise<Backfill> {
  const { deps, actor, accountId } = opened
  let still = 0
  for (let seen = -1; ; ) {
    const all = await listBackfills(deps, actor, accountId)
    const own = all.find(({ backfillId }) => backfillId === started.backfillId)
    if (own !== undefined && own.state !== 'running') return own
    const now = own?.ordersSeen ?? 0
    still = now === seen ? still + 1 : 0
    if (!quiet && now !== seen) say(`${now} orders so far`)
    if (!quiet && still === stillLooks) await hint(opened)
    seen = now
    await sleep(lookEveryMs)
  }
}

async function hint({ deps, accountId }: Opened): Promise<void> {
  const { queue } = await readHealth(deps.db, accountId)
  say(
    queue.parked > 0
      ? 'It waits for the allowance of Amazon; a page of 100 orders takes up to three minutes.'
      : 'It does not move. Is a worker running? Start one with: crossdock start',
  )
}

async function list(options: BackfillOptions, { deps, actor, accountId }: Opened): Promise<void> {
  const all = await listBackfills(deps, actor, accountId)
  if (options.json === true) return sayJson({ backfills: all })
  if (all.length === 0) return say('No backfill was asked for. Begin one with --from.')
  const rows = all.map(({ fromMs, toMs, state, ordersSeen, requestedBy }) => [
    fullTime(fromMs),
    fullTime(toMs),
    state,
    `${ordersSeen}`,
    requestedBy,
  ])
  say(table(columns, rows))
}

const columns = [
  { title: 'FROM' },
  { title: 'TO' },
  { title: 'STATE' },
  { title: 'ORDERS', align: 'right' },
  { title: 'ASKED BY', flexible: true },
] as const

/** A day is its first moment in UTC; a time needs a zone, so that nobody has to guess. */
export function readTime(text: string): number {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text)
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.]\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
  const ms = isDay || isTime ? Date.parse(text) : Number.NaN
  if (Number.isNaN(ms)) {
    throw new InvalidArgumentError('A day such as 2026-10-01, or a time such as 2026-10-01T08:00Z.')
  }
  return ms
}
