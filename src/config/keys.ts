/**
 * Where the keys come from: CROSSDOCK_KEY (and CROSSDOCK_OLD_KEYS), else a key file that is made at the
 * first start in CROSSDOCK_HOME, readable by its owner alone. A file may hold several keys, the present
 * one first.
 */
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { SecretProblem } from './secret-problem.ts'

export type KeySource = {
  /** 32 bytes in base64. */
  readonly key?: string | undefined
  /** Keys of before, separated by commas or spaces; they still open. */
  readonly oldKeys?: string | undefined
  /** The folder of the key file. */
  readonly home: string
}

export type Keys = readonly [Buffer, ...Buffer[]]

/** The present key first. Throws SecretProblem. */
export async function loadKeys(source: KeySource): Promise<Keys> {
  const old = (source.oldKeys ?? '').split(/[\s,]+/).filter((text) => text !== '')
  const oldKeys = old.map((text) => parseKey(text, 'key-malformed'))
  const path = join(source.home, fileName)
  if (source.key !== undefined) {
    return [parseKey(source.key, 'key-malformed'), ...oldKeys, ...((await readKeys(path)) ?? [])]
  }
  const [present, ...others] = (await readKeys(path)) ?? (await makeKeyFile(source.home, path))
  return [present, ...oldKeys, ...others]
}

/** Puts a new key before those in the file; from the next start on it seals, and the old ones open. */
export async function rotateKeyFile(home: string): Promise<void> {
  const path = join(home, fileName)
  const present = (await readKeys(path)) ?? []
  const draft = await writeDraft(path, [randomBytes(keyBytes), ...present])
  try {
    await rename(draft, path)
  } catch (error) {
    throw new SecretProblem('key-file-unwritable', { cause: error })
  }
}

const fileName = 'key'
const keyBytes = 32

function parseKey(text: string, code: 'key-malformed' | 'key-file-malformed'): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, 'base64')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed) || key.length !== keyBytes) {
    throw new SecretProblem(code)
  }
  return key
}

/** undefined when there is no file. */
async function readKeys(path: string): Promise<Keys | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
    const { mode } = await stat(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new SecretProblem('key-file-open-to-others')
    }
  } catch (error) {
    if (error instanceof SecretProblem) throw error
    if (hasCode(error, 'ENOENT')) return undefined
    throw new SecretProblem('key-file-unreadable', { cause: error })
  }
  const [present, ...others] = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => parseKey(line, 'key-file-malformed'))
  if (present === undefined) throw new SecretProblem('key-file-malformed')
  return [present, ...others]
}

/** Of several processes that start at once exactly one makes the key; the others read it. */
async function makeKeyFile(home: string, path: string): Promise<Keys> {
  const draft = await writeDraft(path, [randomBytes(keyBytes)], home)
  try {
    await link(draft, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw new SecretProblem('key-file-unwritable', { cause: error })
  } finally {
    await unlink(draft)
  }
  const keys = await readKeys(path)
  if (keys === undefined) throw new SecretProblem('key-file-unreadable')
  return keys
}

/** Whole and on disk before it gets its name, so that no start ever reads half a key. */
async function writeDraft(path: string, keys: readonly Buffer[], home?: string): Promise<string> {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`
  const lines = keys.map((key) => key.toString('base64'))
  try {
    if (home !== undefined) await mkdir(home, { recursive: true, mode: 0o700 })
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(
        `# Crossdock's keys, the present one first. Keep a copy.\n${lines.join('\n')}\n`,
      )
      await file.sync()
    } finally {
      await file.close()
    }
    return draft
  } catch (error) {
    throw new SecretProblem('key-file-unwritable', { cause: error })
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
