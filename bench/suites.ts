/** Runs the parts of a suite one after the other, each in databases and worlds of its own. */
import {
  type ConsoleReport,
  type Cpu,
  consoleNotMeasured,
  type Figures,
  type LifeFigures,
  type LifeReport,
  lifeNotMeasured,
  notMeasured,
  type PartName,
  partNames,
  type Report,
  type StockFigures,
  type StockReport,
  stockNotMeasured,
} from './figures.ts'
import { machineOf } from './machine.ts'
import { measureChange } from './parts/change.ts'
import { measureConfirm } from './parts/confirm.ts'
import { measureConsole } from './parts/console.ts'
import { measureFeeds } from './parts/feeds.ts'
import { measureFirstSync } from './parts/first-sync.ts'
import { measureGrowth } from './parts/growth.ts'
import { measureLatency } from './parts/latency.ts'
import { measureManySkus } from './parts/many-skus.ts'
import { measureQuota } from './parts/quota.ts'
import { measureThroughput } from './parts/throughput.ts'
import type { Sizes } from './sizes.ts'
import { startCluster } from './stage/cluster.ts'
import type { Stage } from './stage/part.ts'
import { rounded } from './statistics.ts'

export type Wanted = {
  readonly parts: readonly string[]
  readonly sizes: Sizes
  readonly profiles: string | undefined
}

const measures: { readonly [Name in PartName]: (stage: Stage) => Promise<Figures[Name]> } = {
  throughput: measureThroughput,
  latency: measureLatency,
  quota: measureQuota,
  growth: measureGrowth,
}

export async function measureImport(wanted: Wanted): Promise<Report> {
  const machine = machineOf()
  const figures: { [Name in PartName]: Figures[Name] } = { ...notMeasured }
  await using opened = await openStage(wanted)
  const { stage, timed } = opened
  const run = async <Name extends PartName>(name: Name): Promise<void> => {
    figures[name] = await timed(name, () => measures[name](stage))
  }
  const seconds = allNull(partNames)
  for (const name of partNames) {
    if (wanted.parts.includes(name)) await run(name)
  }
  return { ...figures, machine, seconds: { ...seconds, ...opened.seconds } }
}

export async function measureLife(wanted: Wanted): Promise<LifeReport> {
  const machine = machineOf()
  const figures: { -readonly [Name in keyof LifeFigures]: LifeFigures[Name] } = {
    ...lifeNotMeasured,
  }
  const cpus: Cpu[] = []
  await using opened = await openStage(wanted)
  const { stage, timed } = opened
  if (wanted.parts.includes('confirm')) {
    const confirmed = await timed('confirm', () => measureConfirm(stage))
    figures.confirm = confirmed.figures
    cpus.push(confirmed.cpu)
  }
  if (wanted.parts.includes('feeds')) {
    const fed = await timed('feeds', () => measureFeeds(stage))
    figures.feeds = fed.figures
    cpus.push(fed.cpu)
  }
  const seconds = { ...allNull(Object.keys(lifeNotMeasured)), ...opened.seconds }
  return { ...figures, appCpuMsPerEvent: msPerEvent(cpus), machine, seconds }
}

export async function measureStock(wanted: Wanted): Promise<StockReport> {
  const machine = machineOf()
  const figures: { -readonly [Name in keyof StockFigures]: StockFigures[Name] } = {
    ...stockNotMeasured,
  }
  const isWanted = (name: keyof StockFigures) => wanted.parts.includes(name)
  await using opened = await openStage(wanted)
  const { stage, timed } = opened
  if (isWanted('firstSync')) {
    figures.firstSync = await timed('firstSync', () => measureFirstSync(stage))
  }
  if (isWanted('change')) figures.change = await timed('change', () => measureChange(stage))
  if (isWanted('million') || isWanted('audit')) {
    // One world of a million serves both.
    const name = isWanted('audit') ? 'audit' : 'million'
    const measured = await timed(name, () => measureManySkus(stage, isWanted('audit')))
    if (isWanted('million')) figures.million = measured.million
    if (isWanted('audit')) figures.audit = measured.audit
  }
  const seconds = { ...allNull(Object.keys(stockNotMeasured)), ...opened.seconds }
  return { ...figures, machine, seconds }
}

export async function measureConsoleSuite(wanted: Wanted): Promise<ConsoleReport> {
  const machine = machineOf()
  await using opened = await openStage(wanted)
  const figures = wanted.parts.includes('console')
    ? await opened.timed('console', () => measureConsole(opened.stage))
    : consoleNotMeasured
  return { ...figures, machine, seconds: { console: null, ...opened.seconds } }
}

function msPerEvent(cpus: readonly Cpu[]): number | null {
  const events = cpus.reduce((sum, one) => sum + one.events, 0)
  const ms = cpus.reduce((sum, one) => sum + one.ms, 0)
  return events === 0 ? null : rounded(ms / events, 3)
}

type Opened = AsyncDisposable & {
  readonly stage: Stage
  /** What each part took, in seconds of the machine. */
  readonly seconds: Readonly<Record<string, number>>
  timed<Result>(name: string, measure: () => Promise<Result>): Promise<Result>
}

async function openStage({ sizes, profiles }: Wanted): Promise<Opened> {
  const say = (line: string) => console.error(line)
  const cluster = await startCluster(say)
  const seconds: Record<string, number> = {}
  return {
    stage: { cluster, sizes, say, profiles },
    seconds,
    async timed(name, measure) {
      say(`${name} …`)
      const begunMs = performance.now()
      const result = await measure()
      seconds[name] = rounded((performance.now() - begunMs) / 1_000, 1)
      return result
    },
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  }
}

function allNull(names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]))
}
