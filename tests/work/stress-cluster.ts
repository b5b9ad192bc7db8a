/** A PostgreSQL of the stress test's own, because the test crashes it. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'

export type StressCluster = {
  readonly databaseUrl: string
  /** Ends it without a shutdown, as a power cut does for its processes, and starts it again. */
  crashAndRestart(): Promise<void>
  remove(): Promise<void>
}

export async function startStressCluster(): Promise<StressCluster> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-stress-'))
  // Root's server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  const home = path.join(folder, 'home')
  const start = () => startEmbedded({ home, log: () => undefined })
  let cluster = await start()
  const pidOf = async () =>
    Number.parseInt(await readFile(path.join(home, 'data', 'postmaster.pid'), 'utf8'), 10)
  return {
    databaseUrl: cluster.databaseUrl,
    crashAndRestart: async () => {
      const pid = await pidOf()
      process.kill(pid, 'SIGQUIT')
      await untilGone(pid)
      cluster = await start()
    },
    remove: async () => {
      const pid = await pidOf()
      await cluster.stop()
      if (isAlive(pid)) process.kill(pid, 'SIGINT')
      await untilGone(pid)
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

async function untilGone(pid: number): Promise<void> {
  for (let look = 0; isAlive(pid); look += 1) {
    if (look > 1_000) throw new Error('the server does not end')
    await sleep(20)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
