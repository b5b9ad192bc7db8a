/** `crossdock audit`: compares all figures on both sides; repairs; lets a stopped run go; tells a SKU's history. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { driftText } from '../core/inventory/drift.ts'
import type { StockSum } from '../core/inventory/figure.ts'
import { approveRun } from '../operations/stock/approve-run.ts'
import { repairSkus } from '../operations/stock/repair-skus.ts'
import { showSku } from '../operations/stock/show-stock.ts'
import {
  type Drift,
  type StockAudit,
  showAudits,
  startAudit,
} from '../operations/stock/start-audit.ts'
import { type CommonOptions, type Opened, withAccount, withCommonOptions } from './open-account.ts'
import { fullTime, say, sayJson, table } from './print.ts'

type AuditOptions = CommonOptions & { readonly last?: boolean }
type RepairOptions = CommonOptions & { readonly all?: boolean }

const lookEveryMs = 500
/** So many looks without a step forward before it says that perhaps nobody works. */
const stillLooks = 60
const auditsMax = 20

export function addAudit(program: Command): void {
  const audit = withCommonOptions(program.command('audit'))
    .description('compare all stock figures on both sides, and name each that differs')
    .option('--last', 'show what the last one found, and begin none')
    .action((options: AuditOptions) =>
      withAccount(options, async (opened) => {
        const done =
          options.last === true ? await lastAudit(opened) : await runAudit(opened, options)
        if (options.json === true) sayJson(done === null ? { audit: null } : answerOf(done))
        else say(done === null ? 'No audit was made yet. Begin one: crossdock audit' : words(done))
      }),
    )
  addRepair(audit)
  withCommonOptions(audit.command('approve'))
    .description('let the run go that the guard against mass changes stopped')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const counts = await approveRun(deps, actor, accountId)
        if (options.json === true) sayJson(counts)
        else say(`Let go: ${counts.waiting} figures wait, ${counts.toZero} of them go to 0.`)
      }),
    )
  addHistory(audit)
}

function addRepair(audit: Command): void {
  withCommonOptions(audit.command('repair [sku...]'))
    .description('set figures right and read them back')
    .option('--all', 'all that the last audit found')
    .action((skus: string[], options: RepairOptions, command: Command) => {
      if ((skus.length === 0) === (options.all !== true))
        command.error('error: name SKUs, or --all')
      return withAccount(options, async ({ deps, actor, accountId }) => {
        const wanted = options.all === true ? ('all' as const) : skus
        const { repairing } = await repairSkus(deps, actor, { accountId, skus: wanted })
        if (options.json === true) sayJson({ repairing })
        else say(`Both sides of ${repairing.length} SKUs are read anew and set right.`)
      })
    })
}

function addHistory(audit: Command): void {
  withCommonOptions(audit.command('show <sku>'))
    .description('the figures of a SKU, and what changed them')
    .action((sku: string, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const shown = await showSku(deps, actor, { accountId, sku })
        if (options.json === true) return sayJson(shown)
        for (const one of shown.figures) {
          const { marketplaceId, amazon, figure, sum, unknown } = one
          const should = figure === null ? `not known (${unknown ?? 'not read'})` : `${figure}`
          say(
            `${marketplaceId}: Amazon shows ${amazon ?? '?'}, should be ${should}. ${sumWords(sum)}`,
          )
        }
        const rows = shown.history.map(({ atMs, what, by, from, to }) => {
          return [fullTime(atMs), what, by, `${from ?? '-'}`, `${to ?? '-'}`]
        })
        say(table(historyColumns, rows))
      }),
    )
}

async function lastAudit({ deps, actor, accountId }: Opened): Promise<StockAudit | null> {
  const audits = await showAudits(deps, actor, accountId, auditsMax)
  return audits.find(({ doneAtMs }) => doneAtMs !== null) ?? null
}

async function runAudit(opened: Opened, options: AuditOptions): Promise<StockAudit> {
  const { deps, actor, accountId } = opened
  const { auditNo } = await startAudit(deps, actor, accountId)
  let still = 0
  for (let seen = -1; ; ) {
    const audits = await showAudits(deps, actor, accountId, auditsMax)
    const own = audits.find((one) => one.auditNo === auditNo)
    if (own !== undefined && own.doneAtMs !== null) return own
    const now = own?.skus ?? 0
    still = now === seen ? still + 1 : 0
    seen = now
    if (still === stillLooks && options.json !== true) {
      say('It does not move. Is a worker running? Start one with: crossdock start')
    }
    await sleep(lookEveryMs)
  }
}

function words(audit: StockAudit): string {
  const { drifts, skus, unknown, doneAtMs, found } = audit
  const title = `${drifts} of ${skus} figures differ (${fullTime(doneAtMs ?? audit.atMs)}).`
  const open = unknown === 0 ? [] : [`Of ${unknown} it is not known what the shop has.`]
  if (found.length === 0) return [title, ...open].join('\n')
  const rows = found.map((drift) => {
    return [drift.amazonSku, `${drift.amazon}`, `${drift.formula}`, driftText(drift.cause)]
  })
  const sums = found.map((drift) => `${drift.amazonSku}: ${sumWords(drift.sum)}`)
  const fix = 'Set them right: crossdock audit repair --all'
  return [title, ...open, '', table(driftColumns, rows), '', ...sums, '', fix].join('\n')
}

/** `available 19 − reserved 3 − buffer 2 = 14`, a part a line of the sum. */
export function sumWords(sum: StockSum | null): string {
  if (sum === null) return ''
  const parts = sum.parts.map(({ available, reserved, units }) => {
    const free = `available ${available} − reserved ${reserved}`
    return units === 1 ? free : `(${free}) ÷ ${units}`
  })
  const [only] = parts
  const base = parts.length === 1 ? (only ?? '') : `the least of ${parts.join(' and ')}`
  const share = sum.percent === 100 ? '' : ` × ${sum.percent} %`
  const buffer = sum.buffer === 0 ? '' : ` − buffer ${sum.buffer}`
  const cap = sum.cap === null ? '' : `, at most ${sum.cap}`
  const floor = sum.floor === 0 ? '' : `, 0 below ${sum.floor}`
  return `${base}${share}${buffer}${cap}${floor} = ${sum.result}`
}

function answerOf({ afterSku: _afterSku, found, ...audit }: StockAudit) {
  const drifts = found.map((drift: Drift) => ({
    ...drift,
    causeText: driftText(drift.cause),
    sumText: sumWords(drift.sum),
  }))
  return { ...audit, found: drifts }
}

const driftColumns = [
  { title: 'SKU' },
  { title: 'AMAZON', align: 'right' },
  { title: 'SHOULD BE', align: 'right' },
  { title: 'LIKELY CAUSE', flexible: true },
] as const

const historyColumns = [
  { title: 'AT' },
  { title: 'WHAT' },
  { title: 'BY', flexible: true },
  { title: 'FROM', align: 'right' },
  { title: 'TO', align: 'right' },
] as const
