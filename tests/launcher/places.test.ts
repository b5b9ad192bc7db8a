import { chmod, chown, mkdir, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { tryLogin } from '../../src/store/embedded/connection-check.ts'
import { makeCheckout } from './checkout.ts'
import { held, holdDatabase, refused } from './holder.ts'
import { closedFolder, isRoot, makeHomeFolders } from './home-folders.ts'

// On every Debian; the launcher takes it as any ordinary user with a name.
const ordinaryUid = 65_534
const namelessUid = 61_234
const needsRoot = isRoot ? '' : ' (not run: only root can become another user)'

const folders = await makeHomeFolders()
afterAll(() => folders.remove())
const checkout = await makeCheckout(folders.path('checkout'))

async function ownedBy(uid: number, name: string): Promise<string> {
  const folder = folders.path(name)
  await mkdir(folder)
  await chown(folder, uid, uid)
  return folder
}

describe.skipIf(!isRoot)(`as root${needsRoot}`, () => {
  test('a home folder below a closed one is refused with the way out, which works', async () => {
    const closed = await closedFolder(folders.path('closed'))
    const home = path.join(closed, 'home')
    const answer = await refused(holdDatabase(home))
    expect(answer.code).toBe('embedded-home-unreachable')
    expect(answer.publicText).toContain(closed)
    expect(answer.fix).toContain(`chmod o+x '${closed}'`)
    await chmod(closed, 0o701)
    const holder = holdDatabase(home)
    expect((await held(holder)).adopted).toBe(false)
    await holder.stop()
  })

  test('packages that only root may read, and without library links, serve', async () => {
    const other = await makeCheckout(folders.path('closed-checkout'))
    const lib = path.join(other.nativePackage, 'native', 'lib')
    const links = (await readdir(lib, { withFileTypes: true })).filter((one) =>
      one.isSymbolicLink(),
    )
    for (const one of links) await unlink(path.join(lib, one.name))
    await chmod(other.folder, 0o700)
    const holder = holdDatabase(folders.path('from-closed'), { checkout: other.folder })
    expect((await held(holder)).adopted).toBe(false)
    await holder.stop()
  })

  test('root goes on with the folder of an ordinary user, as that user', async () => {
    const home = await ownedBy(ordinaryUid, 'shared')
    const ordinary = holdDatabase(home, { ...asCheckout(), uid: ordinaryUid })
    await held(ordinary)
    await ordinary.stop()
    const root = holdDatabase(home)
    expect((await held(root)).adopted).toBe(false)
    expect((await stat(path.join(home, 's', '.s.PGSQL.5432'))).uid).toBe(ordinaryUid)
    await root.stop()
    const again = holdDatabase(home, { ...asCheckout(), uid: ordinaryUid })
    expect((await held(again)).adopted).toBe(false)
    await again.stop()
  })
})

describe.skipIf(!isRoot)(`as an ordinary user${needsRoot}`, () => {
  test('first start, adoption and stop', async () => {
    const home = await ownedBy(ordinaryUid, 'ordinary')
    const first = holdDatabase(home, { ...asCheckout(), uid: ordinaryUid })
    expect((await held(first)).adopted).toBe(false)
    const second = holdDatabase(home, { ...asCheckout(), uid: ordinaryUid })
    expect((await held(second)).adopted).toBe(true)
    await first.stop()
    await second.stop()
    expect((await stat(path.join(home, 'data'))).uid).toBe(ordinaryUid)
  })

  test("another user's database is refused", async () => {
    const home = await ownedBy(ordinaryUid, 'foreign')
    await mkdir(path.join(home, 'data'), { mode: 0o700 })
    const answer = await refused(holdDatabase(home, { ...asCheckout(), uid: ordinaryUid }))
    expect(answer.code).toBe('embedded-home-foreign')
  })

  test('a folder that cannot be written is refused by name', async () => {
    const home = path.join(folders.base, 'not-writable')
    const answer = await refused(holdDatabase(home, { ...asCheckout(), uid: ordinaryUid }))
    expect(answer.code).toBe('embedded-home-unwritable')
    expect(answer.publicText).toContain(home)
  })

  test('a user without an account is told so, and nothing half made stays', async () => {
    const home = await ownedBy(namelessUid, 'nameless')
    const answer = await refused(holdDatabase(home, { ...asCheckout(), uid: namelessUid }))
    expect(answer.code).toBe('embedded-user-nameless')
    expect((await readdir(home)).filter((name) => name.startsWith('data'))).toEqual([])
  })
})

describe('the path of the folder', () => {
  test('one too long for a socket is served on the loopback address', async () => {
    const home = await folders.prepared('long'.repeat(30))
    const holder = holdDatabase(home)
    const { databaseUrl } = await held(holder)
    expect(new URL(databaseUrl).hostname).toBe('127.0.0.1')
    const adopter = holdDatabase(home)
    expect(await held(adopter)).toEqual({ databaseUrl, adopted: true })
    await adopter.stop()
    await holder.stop()
  })

  test('blanks, commas, quotes and letters of other languages are just letters', async () => {
    const holder = holdDatabase(await folders.prepared(`a, b's "låda" 100%`))
    const { databaseUrl } = await held(holder)
    expect(await tryLogin(databaseUrl)).toBe('admitted')
    await holder.stop()
  })
})

describe('a folder that is not whole', () => {
  test('a start that died half way leaves nothing in the way of the next', async () => {
    const home = await folders.prepared('half')
    await mkdir(path.join(home, 'data.new-1'))
    await writeFile(path.join(home, 'data.new-1', 'PG_VERSION'), '18\n')
    await writeFile(path.join(home, 'password.new-1'), 'half')
    const holder = holdDatabase(home)
    await held(holder)
    await holder.stop()
    expect((await readdir(home)).filter((name) => name.includes('.new-'))).toEqual([])
  })

  test('a lost and a wrong password are told apart from a database that does not answer', async () => {
    const home = folders.path('half')
    await rename(path.join(home, 'password'), path.join(home, 'kept'))
    const lost = await refused(holdDatabase(home))
    expect([lost.code, lost.publicText]).toEqual([
      'embedded-password-unusable',
      `The password file ${home}/password cannot be read.`,
    ])
    await writeFile(path.join(home, 'password'), 'another')
    const wrong = await refused(holdDatabase(home))
    expect(wrong.code).toBe('embedded-password-unusable')
    await rename(path.join(home, 'kept'), path.join(home, 'password'))
    const holder = holdDatabase(home)
    await held(holder)
    await holder.stop()
  })

  test('programs cut short by a power failure are copied again', async () => {
    const home = folders.path('half')
    for (const name of await readdir(home)) {
      if (!name.startsWith('pg-')) continue
      await rm(path.join(home, name))
      await mkdir(path.join(home, name, 'bin'), { recursive: true })
      await writeFile(path.join(home, name, 'bin', 'postgres'), '', { mode: 0o755 })
    }
    const holder = holdDatabase(home)
    expect((await held(holder)).adopted).toBe(false)
    await holder.stop()
  })

  test('the data of another major release are not touched', async () => {
    const home = await folders.prepared('older')
    await mkdir(path.join(home, 'data'))
    await writeFile(path.join(home, 'data', 'PG_VERSION'), '17\n')
    const answer = await refused(holdDatabase(home))
    expect(answer.code).toBe('embedded-version-differs')
    expect(await readdir(path.join(home, 'data'))).toEqual(['PG_VERSION'])
  })

  test('without the npm package the way out is named', async () => {
    const bare = await makeCheckout(folders.path('bare-checkout'), false)
    const answer = await refused(holdDatabase(folders.path('bare'), { checkout: bare.folder }))
    expect(answer.code).toBe('embedded-binaries-missing')
    expect(answer.fix).toContain('DATABASE_URL')
  })
})

function asCheckout() {
  return { checkout: checkout.folder, node: checkout.node }
}
