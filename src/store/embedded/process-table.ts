/**
 * What Linux knows of other processes, read from /proc. A number alone proves nothing: it may have been
 * given to another program, or belong to a dead process that nobody has collected.
 */
import { readdir, readFile, readlink } from 'node:fs/promises'

/**
 * True when `pid` lives and one of its arguments is exactly `argument`. The dead have no arguments,
 * also those that nobody has collected yet.
 */
export async function runsWith(pid: number, argument: string): Promise<boolean> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return words.split('\0').includes(argument)
}

/** The processes that have `folder` as working folder, as far as this user may see. */
export async function processesIn(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const folders = await Promise.all(
    pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)),
  )
  return pids.filter((_, index) => folders[index] === folder)
}
