/**
 * What Linux knows of other processes, read from /proc. A number alone proves nothing: it may have been
 * given to another program, or belong to a dead process that nobody has collected.
 */
import { readdir, readFile, readlink } from 'node:fs/promises'

/** True when `pid` runs and one of its arguments is exactly `argument`. */
export async function runsWith(pid: number, argument: string): Promise<boolean> {
  const [state, words] = await Promise.all([processState(pid), commandLine(pid)])
  return state !== undefined && state !== 'Z' && state !== 'X' && words.includes(argument)
}

/** The processes that have `folder` as working folder, as far as this user may see. */
export async function processesIn(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const folders = await Promise.all(
    pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)),
  )
  return pids.filter((_, index) => folders[index] === folder)
}

async function processState(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in brackets may itself hold brackets and blanks; the state follows the last one.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[0] || undefined
}

async function commandLine(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return text.split('\0')
}
