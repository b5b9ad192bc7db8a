/** Keys and sealing: what opens, what must not, and rotation without losing anything. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { loadKeys, rotateKeyFile } from './keys.ts'
import { SecretProblem } from './secret-problem.ts'
import { createSecrets } from './secrets.ts'

const homes: string[] = []
afterEach(async () => {
  for (const home of homes.splice(0)) await rm(home, { recursive: true })
})

async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'crossdock-keys-'))
  homes.push(home)
  return home
}

function codeOf(thrown: unknown): string {
  return thrown instanceof SecretProblem ? thrown.code : `no problem: ${String(thrown)}`
}

async function failing(promise: Promise<unknown>): Promise<string> {
  return codeOf(await promise.catch((thrown: unknown) => thrown))
}

function refusal(run: () => unknown): string {
  try {
    return codeOf(run())
  } catch (thrown) {
    return codeOf(thrown)
  }
}

const first = Buffer.alloc(32, 1)
const second = Buffer.alloc(32, 2)

describe('sealing', () => {
  it('opens any text again, and two seals of one text differ', () => {
    const secrets = createSecrets([first])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, aad) => {
        const sealed = secrets.seal(plain, aad)
        expect(secrets.open(sealed, aad)).toBe(plain)
        expect(sealed.equals(secrets.seal(plain, aad))).toBe(false)
      }),
    )
  })

  it('shows nothing of the text', () => {
    const sealed = createSecrets([first]).seal('canary canary canary', 'order 1 address')
    expect(sealed.toString('latin1')).not.toContain('canary')
  })

  it('does not open in another place', () => {
    const secrets = createSecrets([first])
    const sealed = secrets.seal('secret', 'order 1 address')
    expect(refusal(() => secrets.open(sealed, 'order 2 address'))).toBe('sealed-damaged')
  })

  it('does not open when any byte was changed, cut or added', () => {
    const secrets = createSecrets([first])
    const sealed = secrets.seal('secret', 'here')
    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(refusal(() => secrets.open(changed, 'here'))).toMatch(/^sealed-/)
    }
    for (const wrong of [sealed.subarray(0, -1), Buffer.concat([sealed, Buffer.of(0)])]) {
      expect(refusal(() => secrets.open(wrong, 'here'))).toBe('sealed-damaged')
    }
    expect(refusal(() => secrets.open(Buffer.alloc(0), 'here'))).toBe('sealed-damaged')
  })

  it('says so when it was sealed with a key that is not there', () => {
    const sealed = createSecrets([first]).seal('secret', 'here')
    expect(refusal(() => createSecrets([second]).open(sealed, 'here'))).toBe('sealed-unknown-key')
  })

  it('opens what an old key sealed, and tells that it should be sealed again', () => {
    const before = createSecrets([first])
    const after = createSecrets([second, first])
    const sealed = before.seal('secret', 'here')
    expect(after.open(sealed, 'here')).toBe('secret')
    expect(after.needsReseal(sealed)).toBe(true)
    expect(after.needsReseal(after.seal('secret', 'here'))).toBe(false)
    expect(after.keyId).not.toBe(before.keyId)
  })
})

describe('hashes for exact search', () => {
  const secrets = createSecrets([first])
  const same: ['name' | 'postcode', string, string][] = [
    ['name', 'Åsa  LIND ', 'åsa lind'],
    ['name', 'A\u030asa Lind', 'ÅSA LIND'],
    ['postcode', 'SW1A 1AA', 'sw1a1aa'],
    ['postcode', '150-0002', '1500002'],
  ]
  it.each(same)('%s: %s is %s', (kind, one, other) => {
    expect(secrets.hmacOf(kind, one)).toEqual(secrets.hmacOf(kind, other))
  })

  it('differ by kind, by text and by key', () => {
    const hashes = [
      secrets.hmacOf('name', '10115'),
      secrets.hmacOf('postcode', '10115'),
      secrets.hmacOf('text', '10115'),
      secrets.hmacOf('name', 'asa lind'),
      createSecrets([second]).hmacOf('name', '10115'),
    ]
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(5)
  })

  it('made before a rotation are still found', () => {
    const stored = secrets.hmacOf('name', 'Lind')
    const wanted = createSecrets([second, first]).hmacsOf('name', 'lind')
    expect(wanted.some((hash) => hash.equals(stored))).toBe(true)
  })
})

describe('keys', () => {
  it('come from a file that the first start makes, for its owner alone', async () => {
    const home = join(await newHome(), 'new', 'folder')
    const made = await loadKeys({ home })
    expect((await stat(join(home, 'key'))).mode & 0o777).toBe(0o600)
    expect(await loadKeys({ home })).toEqual(made)
    expect(await readdir(home)).toEqual(['key'])
  })

  it('are one and the same for processes that start at once', async () => {
    const home = await newHome()
    const all = await Promise.all(Array.from({ length: 8 }, () => loadKeys({ home })))
    expect(new Set(all.map(([key]) => key.toString('hex'))).size).toBe(1)
    expect(await readdir(home)).toEqual(['key'])
  })

  it.each([
    ['correct horse battery staple'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    [Buffer.alloc(16, 7).toString('base64')],
    [`${Buffer.alloc(32, 7).toString('base64')}!`],
  ])('a passphrase or another length is refused: %s', async (key) => {
    const home = await newHome()
    expect(await failing(loadKeys({ key, home }))).toBe('key-malformed')
    expect(await failing(loadKeys({ home, oldKeys: key }))).toBe('key-malformed')
    const problem = await loadKeys({ key, home }).catch((thrown: unknown) => thrown)
    expect(String(problem)).not.toContain(key)
  })

  it('CROSSDOCK_KEY wins, old keys and those of the file still open', async () => {
    const home = await newHome()
    const [ofFile] = await loadKeys({ home })
    const key = first.toString('base64')
    const oldKeys = `${second.toString('base64url')}, `
    expect(await loadKeys({ home, key, oldKeys })).toEqual([first, second, ofFile])
  })

  it('a rotated file seals with its new key and opens with the old one', async () => {
    const home = await newHome()
    const sealed = createSecrets(await loadKeys({ home })).seal('secret', 'here')
    await rotateKeyFile(home)
    const rotated = createSecrets(await loadKeys({ home }))
    expect(rotated.open(sealed, 'here')).toBe('secret')
    expect(rotated.needsReseal(sealed)).toBe(true)
    expect((await stat(join(home, 'key'))).mode & 0o777).toBe(0o600)
  })

  it('a file that others may read is refused', async () => {
    const home = await newHome()
    await loadKeys({ home })
    await chmod(join(home, 'key'), 0o644)
    expect(await failing(loadKeys({ home }))).toBe('key-file-open-to-others')
  })

  it('a file that holds no key is refused, and not written over', async () => {
    const home = await newHome()
    await writeFile(join(home, 'key'), randomBytes(8).toString('hex'), { mode: 0o600 })
    const before = await readFile(join(home, 'key'), 'utf8')
    expect(await failing(loadKeys({ home }))).toBe('key-file-malformed')
    expect(await failing(rotateKeyFile(home))).toBe('key-file-malformed')
    expect(await readFile(join(home, 'key'), 'utf8')).toBe(before)
  })

  it('a home that is no folder is named', async () => {
    const home = join(await newHome(), 'file')
    await writeFile(home, '')
    expect(await failing(loadKeys({ home }))).toMatch(/^key-file-un(readable|writable)$/)
  })
})
