/**
 * One launcher at a time works on a home folder. The lock is a socket in Linux's abstract namespace: the
 * kernel gives it to one process and takes it back when that process dies, so it is never stale.
 * It saves double work; what keeps two servers off one data folder is PostgreSQL's own interlock.
 */
import { createHash } from 'node:crypto'
import net from 'node:net'
import { DatabaseProblem } from '../database-problem.ts'
import type { HomeFolder } from './home-folder.ts'

const waitLimitMs = 180_000

/** Runs `work` while no other launcher works on this home folder. */
export async function withStartLock<T>(home: HomeFolder, work: () => Promise<T>): Promise<T> {
  const held = await acquire(home, AbortSignal.timeout(waitLimitMs))
  try {
    return await work()
  } finally {
    await new Promise<void>((done) => held.close(() => done()))
  }
}

async function acquire(home: HomeFolder, limit: AbortSignal): Promise<net.Server> {
  const digest = createHash('sha256').update(home.root).digest('hex').slice(0, 32)
  const address = `\0crossdock-${digest}`
  for (;;) {
    const server = await listen(address)
    if (server !== undefined) return server
    await waitForRelease(address, limit)
    if (limit.aborted) throw tooLong(home)
  }
}

function listen(address: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    // Those who wait stay connected, so that the end of the holder is the end of their wait.
    const waiting = new Set<net.Socket>()
    const server = net.createServer((socket) => {
      waiting.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => waiting.delete(socket))
      socket.unref()
    })
    const close = server.close.bind(server)
    server.close = (done) => {
      for (const socket of waiting) socket.destroy()
      return close(done)
    }
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => resolve(server))
  })
}

function waitForRelease(address: string, limit: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    const end = () => {
      limit.removeEventListener('abort', end)
      socket.destroy()
      resolve()
    }
    limit.addEventListener('abort', end)
    socket.on('error', end).on('close', end).resume()
  })
}

function tooLong(home: HomeFolder): DatabaseProblem {
  return new DatabaseProblem('embedded-start-timeout', {
    publicText: `Another Crossdock has been starting the database in ${home.root} for three minutes.`,
    fix: 'End that process, then start again.',
  })
}
