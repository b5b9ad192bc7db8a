/** `npm run soak` as a person runs it, with its figures as JSON. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const soak = path.resolve(import.meta.dirname, '../../scripts/soak.ts')
/** Against a run that hangs. */
export const soakLimitMs = 600_000

/** What it prints. Throws when it ends badly: a violation, or a kind of trouble that was never met. */
export async function soakWith(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [soak, '--json', ...args], {
    timeout: soakLimitMs,
  })
  return stdout
}

export async function countsOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  const [summary] = (await soakWith(...args)).split('\n')
  return JSON.parse(summary ?? '{}')
}
