import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsWith } from '../../src/store/embedded/process-table.ts'

const ownCheckout = path.join(import.meta.dirname, '..', '..')
const base = await mkdtemp(path.join(os.tmpdir(), 'crossdock-bin-'))
const checkout = path.join(base, 'checkout')
const crossdock = path.join(checkout, 'bin', 'crossdock')
const oldNode = path.join(base, 'old', 'node')

// Stands in for src/cli/main.ts: TypeScript, so that only a new Node runs it.
const program = `
const verb: string | undefined = process.argv[2]
const say = (answer: object) => console.log(JSON.stringify(answer))
const major = Number.parseInt(process.versions.node)
if (verb === 'say') say({ major, words: process.argv.slice(3), folder: process.cwd() })
if (verb === 'echo') process.stdin.pipe(process.stdout)
if (verb === 'exit') process.exitCode = Number(process.argv[3])
if (verb === 'die') process.kill(process.pid, 'SIGKILL')
if (verb === 'wait') {
  const signals: string[] = []
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals.push(signal)
      say({ signals })
      if (signal === 'SIGTERM') process.exit(7)
    })
  }
  setInterval(() => undefined, 1000)
  say({ pid: process.pid })
}
`

beforeAll(async () => {
  await mkdir(path.join(checkout, 'src', 'cli'), { recursive: true })
  await cp(path.join(ownCheckout, 'bin'), path.join(checkout, 'bin'), { recursive: true })
  await symlink(path.join(ownCheckout, 'node_modules'), path.join(checkout, 'node_modules'))
  await writeFile(path.join(checkout, 'package.json'), '{ "type": "module" }\n')
  await writeFile(path.join(checkout, 'src', 'cli', 'main.ts'), program)
  await mkdir(path.dirname(oldNode))
  await makeOldNode()
})
afterAll(() => rm(base, { recursive: true, force: true }))

/** Begins `file` by its first line, with `node` as the first Node on the PATH. */
function begin(words: readonly string[], { file = crossdock, node = oldNode, cwd = '/' } = {}) {
  // In a session of its own: a terminal's Ctrl-C is another case than a signal to one process.
  return spawn(file, words, {
    cwd,
    detached: true,
    env: { ...process.env, PATH: `${path.dirname(node)}:/usr/bin:/bin` },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

async function outcome(child: ChildProcess) {
  if (child.stdout === null || child.stderr === null) throw new Error('no pipes')
  const closed = once(child, 'close')
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code, signal] = await closed
  return { output, errors, code, signal }
}

describe('bin/crossdock', () => {
  test('with an old Node first on the PATH, the program runs under the bundled one', async () => {
    const { output, code } = await outcome(begin(['say', 'a b', '--flag', "it's"], { cwd: base }))
    expect(JSON.parse(output)).toEqual({
      major: 24,
      words: ['a b', '--flag', "it's"],
      folder: base,
    })
    expect(code).toBe(0)
  })

  test('a Node that is new enough is used itself', async () => {
    await rm(path.join(checkout, 'node_modules'))
    const { output } = await outcome(begin(['say'], { node: process.execPath }))
    await symlink(path.join(ownCheckout, 'node_modules'), path.join(checkout, 'node_modules'))
    expect(JSON.parse(output).major).toBe(Number.parseInt(process.versions.node, 10))
  })

  test('it may be called by a link from anywhere', async () => {
    const file = path.join(base, 'link')
    await symlink(crossdock, file)
    expect(JSON.parse((await outcome(begin(['say'], { file }))).output).major).toBe(24)
  })

  test('input, exit code and death by a signal pass through', async () => {
    const echo = begin(['echo'])
    echo.stdin.end('from outside')
    expect((await outcome(echo)).output).toBe('from outside')
    expect((await outcome(begin(['exit', '3']))).code).toBe(3)
    expect((await outcome(begin(['die']))).signal).toBe('SIGKILL')
  })

  test('each signal arrives once, and the program decides when to end', async () => {
    const child = begin(['wait'])
    const lines = createInterface({ input: child.stdout })
    const answers = lines[Symbol.asyncIterator]()
    const next = async () => JSON.parse((await answers.next()).value ?? 'null')
    expect((await next()).pid).toBeGreaterThan(0)
    child.kill('SIGINT')
    expect(await next()).toEqual({ signals: ['SIGINT'] })
    child.kill('SIGHUP')
    expect(await next()).toEqual({ signals: ['SIGINT', 'SIGHUP'] })
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    expect(await next()).toEqual({ signals: ['SIGINT', 'SIGHUP', 'SIGTERM'] })
    expect(await closed).toEqual([7, null])
  })

  test('kill -9 of the launcher leaves no program behind', async () => {
    const child = begin(['wait'])
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const { pid } = JSON.parse(line)
    expect(await runsWith(pid, path.join(checkout, 'src/cli/main.ts'))).toBe(true)
    child.kill('SIGKILL')
    // Dead, be it collected or not.
    await expect.poll(() => runsWith(pid, path.join(checkout, 'src/cli/main.ts'))).toBe(false)
  })

  test('without any Node that fits it says what to do and exits 1', async () => {
    await rm(path.join(checkout, 'node_modules'))
    const { errors, code, output } = await outcome(begin(['say']))
    await symlink(path.join(ownCheckout, 'node_modules'), path.join(checkout, 'node_modules'))
    expect(code).toBe(1)
    expect(output).toBe('')
    expect(errors).toContain('needs Node 24 or newer')
    expect(errors).toContain(`Run "npm ci" in ${checkout}`)
  })
})

/**
 * The machine's own old Node where it has one; else this one, made to say that it is old. Both go
 * by the name `node` in a folder of their own.
 */
async function makeOldNode(): Promise<void> {
  const found = await findOldNode()
  if (found !== undefined) return symlink(found, oldNode)
  const claim = path.join(base, 'claim-to-be-old.cjs')
  await writeFile(
    claim,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`,
  )
  await writeFile(oldNode, `#!/bin/sh\nexec '${process.execPath}' --require '${claim}' "$@"\n`, {
    mode: 0o755,
  })
}

async function findOldNode(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, 'node')
    const found = await access(file).then(
      () => true,
      () => false,
    )
    if (!found) continue
    const child = spawn(file, ['--version'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const { output } = await outcome(child)
    if (Number.parseInt(output.slice(1), 10) < 24) return file
  }
  return undefined
}
