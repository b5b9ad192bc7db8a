/** `crossdock health` and `crossdock dead`: is the bridge well, and what was given up. */
import type { Command } from 'commander'
import { listDeadLetters } from '../operations/work/list-dead-letters.ts'
import { reviveDeadLetters } from '../operations/work/revive-dead-letters.ts'
import { type Alarm, type Health, readHealth } from '../store/read/health.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, lengthOf, say, sayJson, table } from './print.ts'

const deadMax = 500

export function addHealth(program: Command): void {
  withCommonOptions(program.command('health'))
    .description('last poll, last event, how long imports take, what waits')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, accountId }) => {
        const health = await readHealth(deps.db, accountId)
        if (options.json === true) sayJson(health)
        else say(healthWords(health))
      }),
    )
}

export function addDead(program: Command): void {
  const dead = program.command('dead').description('work that was given up')
  withCommonOptions(dead.command('list'))
    .description('what was given up, and why')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const letters = await listDeadLetters(deps, actor, { accountId, limit: deadMax })
        if (options.json === true) return sayJson({ dead: letters })
        if (letters.length === 0) return say('Nothing was given up.')
        const rows = letters.map((letter) => [
          letter.kind,
          letter.key,
          letter.lastErrorCode ?? '-',
          `${letter.failures + letter.losses}`,
          fullTime(letter.diedAtMs),
        ])
        say(table(deadColumns, rows))
        say('\nBring one back with: crossdock dead revive <kind> <key>, or all with --all')
      }),
    )
  withCommonOptions(dead.command('revive [kind] [key]'))
    .description('bring it back: it starts anew, now')
    .option('--all', 'all of it')
    .action(
      (
        kind: string | undefined,
        key: string | undefined,
        options: CommonOptions & { readonly all?: boolean },
        command: Command,
      ) => {
        const named = kind !== undefined && key !== undefined ? [{ kind, key }] : null
        if ((named === null) === (options.all !== true)) {
          command.error('error: name a kind and a key, or give --all')
        }
        return withAccount(options, async ({ deps, actor, accountId }) => {
          const keys = named ?? 'all'
          const { revived } = await reviveDeadLetters(deps, actor, { accountId, keys })
          if (options.json === true) sayJson({ revived })
          else say(`${revived} brought back.`)
          if (revived === 0) process.exitCode = 1
        })
      },
    )
}

const deadColumns = [
  { title: 'KIND' },
  { title: 'KEY', flexible: true },
  { title: 'LAST ERROR', flexible: true },
  { title: 'TRIES', align: 'right' },
  { title: 'GIVEN UP' },
] as const

const alarmWords: Readonly<Record<Alarm, string>> = {
  POLL_SILENT: 'Amazon was not read for too long. Is a worker running? crossdock start',
  IMPORT_SLOW: 'Imports take longer than 30 minutes.',
  ORDERS_OVERDUE:
    'Orders should be in Shopify by now and are not: crossdock orders list --outcome working',
  DEAD_LETTERS: 'Work was given up: crossdock dead list',
  INCIDENTS_OPEN: 'Incidents are open: crossdock incidents list',
}

function healthWords(health: Health): string {
  const { nowMs, lag, queue } = health
  const ago = (ms: number | null) =>
    ms === null ? 'never' : `${lengthOf(Math.max(0, nowMs - ms))} ago`
  const incidents = health.openIncidents.map(({ code, count }) => `${code} × ${count}`).join(', ')
  const took =
    lag.p50Ms === null || lag.p99Ms === null
      ? 'none measured in the last day'
      : `half within ${lengthOf(lag.p50Ms)}, 99 of 100 within ${lengthOf(lag.p99Ms)} (${lag.imports} in the last day)`
  const rows: readonly (readonly [string, string])[] = [
    ['Connection', health.connected ? 'connected' : 'none'],
    ['Amazon read', ago(health.lastPollMs)],
    ['Amazon notification', ago(health.lastNotificationMs)],
    ['Shopify webhook', ago(health.lastWebhookMs)],
    ['Shop index', ago(health.shopIndexAsOfMs)],
    ['Catalogue read', ago(health.catalogueReadMs)],
    ['Imports took', took],
    ['Overdue orders', `${lag.overdue}`],
    ['Work', `${queue.due} due, ${queue.running} running, ${queue.parked} wait for a quota`],
    ['Given up', `${health.deadLetters}`],
    ['Open incidents', incidents === '' ? 'none' : incidents],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
  const alarms = health.alarms.map((alarm) => `ALARM  ${alarmWords[alarm]}`)
  return [...alarms, ...(alarms.length > 0 ? [''] : []), ...lines].join('\n')
}
