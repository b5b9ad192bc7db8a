/** A demo of its own, in a folder of its own, with its story told: for pictures and for browser tests. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { rootFolder } from '../run-part.ts'

export type RunningDemo = AsyncDisposable & {
  readonly url: string
  /** Makes the owner, once. */
  readonly ownerLink: string
}

/** Below the limit of a test's preparation, so that it is told what did not come. */
const toldWithinMs = 220_000
const tailLines = 15

export async function runDemo(): Promise<RunningDemo> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-browser-demo-'))
  // Started by root, the server runs as another user, who has to pass through.
  await chmod(folder, 0o755)
  const child = spawn(process.execPath, [path.join(rootFolder, 'src/cli/main.ts'), 'demo'], {
    cwd: folder,
    env: { ...process.env, CROSSDOCK_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const told = new Promise<void>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`the demo goes on: ${tailOf(said)}`)),
      toldWithinMs,
    )
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (!said.includes('The story is told')) return
      clearTimeout(limit)
      resolve()
    })
    child.once('exit', (code) => reject(new Error(`the demo ended (${code}): ${tailOf(said)}`)))
  })
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await told
  } catch (error) {
    await end()
    throw error
  }
  const [ownerLink = ''] = /https?:\/\/\S+\/welcome#[\w-]+/.exec(said) ?? []
  return { ownerLink, url: new URL(ownerLink).origin, [Symbol.asyncDispose]: end }
}

/** The last lines: what went wrong stands at the end. */
export function tailOf(said: string): string {
  return said.split('\n').slice(-tailLines).join('\n')
}
