/** The bench's other processes: their first line, their CPU, their end. */
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const killAfterMs = 15_000

export async function firstLine(child: ChildProcess, name: string): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('a child without an output')
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve)
    child.once('exit', (code, signal) =>
      reject(new Error(`${name} ended early (${signal ?? code})`)),
    )
  })
}

/** SIGTERM, and SIGKILL when that does not end it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  await ended
  clearTimeout(timer)
}

/** CPU of a process that was started with `answer-cpu.ts`, in ms since its start. */
export async function cpuMs(child: ChildProcess): Promise<number> {
  const { user, system } = (await asked(child, 'cpu')) as NodeJS.CpuUsage
  return (user + system) / 1_000
}

/** The most memory that such a process has had at once, in KiB. */
export async function peakRssKb(child: ChildProcess): Promise<number> {
  return ((await asked(child, 'memory')) as { readonly peakKb: number }).peakKb
}

function asked(child: ChildProcess, what: 'cpu' | 'memory'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error(`the process ended before it was asked for its ${what}`))
    child.once('exit', gone)
    child.once('message', (message) => {
      child.off('exit', gone)
      resolve(message)
    })
    child.send(what)
  })
}

/** Waits for a condition; throws, naming it, when it does not come in time. */
export async function until(
  what: string,
  limitMs: number,
  holds: () => Promise<boolean>,
  lookEveryMs = 25,
): Promise<void> {
  const begunMs = performance.now()
  while (!(await holds())) {
    if (performance.now() - begunMs > limitMs) {
      throw new Error(`${what}: not within ${limitMs / 1_000} s`)
    }
    await sleep(lookEveryMs)
  }
}
