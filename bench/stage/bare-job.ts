/** What the bare loop is told, and what it answers. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import { firstLine } from './children.ts'
import type { Addresses } from './simulators.ts'

export type BareJob = {
  readonly databaseUrl: string
  readonly addresses: Addresses
  /** Orders on their way at once. */
  readonly atOnce: number
}

const resultShape = z.object({ startedAtMs: z.number(), cpuMs: z.number() })

export type BareResult = z.output<typeof resultShape>

const program = path.resolve(import.meta.dirname, '../bare-loop.ts')

/** Runs it to its end in a process of its own. */
export async function runBareLoop(job: BareJob): Promise<BareResult> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, BENCH_JOB: JSON.stringify(job) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return resultShape.parse(JSON.parse(await firstLine(child, 'the bare loop')))
}
