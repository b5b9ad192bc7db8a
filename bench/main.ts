/**
 * `npm run bench -- import [--json] [--parts throughput,latency] [--size tiny]`: measures the import
 * against simulated platforms. Simulators, bare loop and product are processes of their own; PostgreSQL
 * is begun by the product's launcher. What it measures, and what it found: bench/README.md.
 */
import { parseArgs } from 'node:util'
import {
  type Figures,
  notMeasured,
  type PartName,
  partNames,
  type Report,
  tableOf,
} from './figures.ts'
import { machineOf } from './machine.ts'
import { measureGrowth } from './parts/growth.ts'
import { measureLatency } from './parts/latency.ts'
import { measureQuota } from './parts/quota.ts'
import { measureThroughput } from './parts/throughput.ts'
import { fullSizes, type Sizes, smallSizes, tinySizes } from './sizes.ts'
import { startCluster } from './stage/cluster.ts'
import type { Stage } from './stage/part.ts'
import { rounded } from './statistics.ts'

const usage = `npm run bench -- import [options]
  --json                        one JSON object on standard output
  --parts throughput,latency    some of ${partNames.join(', ')}
  --size full                   or small, to look for a bottleneck; or tiny, to see that it works
  --cpu-prof <folder>           V8's CPU profiles of the product go there`

type Asked = {
  readonly json: boolean
  readonly parts: readonly PartName[]
  readonly sizes: Sizes
  readonly profiles: string | undefined
}

const measures: { readonly [Name in PartName]: (stage: Stage) => Promise<Figures[Name]> } = {
  throughput: measureThroughput,
  latency: measureLatency,
  quota: measureQuota,
  growth: measureGrowth,
}

await main()

async function main(): Promise<void> {
  const asked = readArguments()
  if (asked === undefined) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const report = await measure(asked)
  console.log(asked.json ? JSON.stringify(report) : tableOf(report))
}

function readArguments(): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        parts: { type: 'string', default: partNames.join(',') },
        size: { type: 'string', default: 'full' },
        'cpu-prof': { type: 'string' },
      },
    })
    const parts = partNames.filter((name) => values.parts.split(',').includes(name))
    const unknown = values.parts.split(',').filter((name) => !parts.some((part) => part === name))
    const sizes = { full: fullSizes, small: smallSizes, tiny: tinySizes }[values.size]
    if (positionals.join() !== 'import' || unknown.length > 0 || sizes === undefined)
      return undefined
    return { json: values.json, parts, sizes, profiles: values['cpu-prof'] }
  } catch {
    return undefined
  }
}

async function measure(asked: Asked): Promise<Report> {
  const say = (line: string) => console.error(line)
  const machine = machineOf()
  const figures: { [Name in PartName]: Figures[Name] } = { ...notMeasured }
  const seconds: Record<PartName, number | null> = Object.fromEntries(
    partNames.map((name) => [name, null]),
  ) as Record<PartName, null>
  await using cluster = await startCluster(say)
  const stage = { cluster, sizes: asked.sizes, say, profiles: asked.profiles }
  const run = async <Name extends PartName>(name: Name): Promise<void> => {
    say(`${name} …`)
    const begunMs = performance.now()
    figures[name] = await measures[name](stage)
    seconds[name] = rounded((performance.now() - begunMs) / 1_000, 1)
  }
  for (const name of asked.parts) await run(name)
  return { ...figures, machine, seconds }
}
