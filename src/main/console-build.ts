/**
 * Sees to it that the pages of the console are built: `crossdock start` builds them when they are missing or
 * older than their sources. A package that brings no builder brings the pages themselves.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const sources = path.join(root, 'console')
const builder = path.join(root, 'node_modules/vite/bin/vite.js')

/** Where the built pages are. */
export const consoleFolder = path.join(sources, 'dist')

const buildWithinMs = 120_000

export type ConsoleState = 'ready' | 'built' | 'old' | 'missing'

/** Never throws: without its pages Crossdock works all the same. `say` tells what happens. */
export async function prepareConsole(say: (line: string) => void): Promise<ConsoleState> {
  const builtMs = await changedMs(path.join(consoleFolder, 'index.html'))
  const config = path.join(sources, 'vite.config.ts')
  if (!existsSync(config)) {
    if (builtMs !== null) return 'ready'
    say('The pages of the console are not part of this package; the API works without them.')
    return 'missing'
  }
  if (builtMs !== null && (await newestMs(sources)) <= builtMs) return 'ready'
  const state = builtMs === null ? 'missing' : 'old'
  if (!existsSync(builder)) {
    say(`The pages of the console are ${state}. Install with "npm ci", then start again.`)
    return state
  }
  say('The pages of the console are being built; this takes a few seconds.')
  if (await build(config)) return 'built'
  say('The pages of the console could not be built. See why with: npm run console:build')
  return state
}

async function build(config: string): Promise<boolean> {
  const args = [builder, 'build', '--config', config, '--logLevel', 'error']
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: buildWithinMs,
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** The newest change below the folder, its built pages left out. */
async function newestMs(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true })
  const times = entries.map((entry) => {
    const full = path.join(folder, entry.name)
    if (full === consoleFolder || entry.name === 'node_modules') return 0
    return entry.isDirectory() ? newestMs(full) : changedMs(full)
  })
  return Math.max(0, ...(await Promise.all(times)).map((ms) => ms ?? 0))
}

async function changedMs(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )
}
