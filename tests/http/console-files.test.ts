import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiHost, startApi } from './api-host.ts'

let api: ApiHost
let folder: string
const script = 'export const words = "a page";\n'.repeat(100)

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-pages-'))
  await mkdir(path.join(folder, 'assets'))
  const page = '<meta name="csp-nonce" content="%CSP_NONCE%"><title>Crossdock</title>'
  await writeFile(path.join(folder, 'index.html'), page)
  await writeFile(path.join(folder, 'assets/main-4f2a.js'), script)
  await writeFile(path.join(folder, '../secret-of-this-test.txt'), 'not for anybody')
  api = await startApi({ consoleFolder: folder })
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true })
  await rm(path.join(folder, '../secret-of-this-test.txt'))
})

const open = (where: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${where}`, { headers })

describe('the pages', () => {
  it('R-PAGES-1: come under every address of a page, never kept, with a policy without inline script', async () => {
    for (const where of ['/', '/orders', '/orders/306-1234567-7654321', '/welcome']) {
      const answer = await open(where)
      expect([where, answer.status]).toEqual([where, 200])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? []
      expect(await answer.text()).toContain(`content="${nonce}"`)
    }
    const headers = (await open('/')).headers
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  it('R-PAGES-2: keep hashed files for ever, and compress text', async () => {
    const plain = await open('/assets/main-4f2a.js', { 'accept-encoding': 'identity' })
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const { bytes, encoding } = await rawly('/assets/main-4f2a.js')
    expect(encoding).toBe('br')
    expect(bytes.length).toBeLessThan(script.length / 4)
    expect(brotliDecompressSync(bytes).toString()).toBe(script)
  })

  it('R-PAGES-1: nothing of a program is a page, and nothing outside of the folder is served', async () => {
    for (const where of ['/assets/gone-1.js', '/docs/operating/problems/none.md', '/favicon.ico']) {
      expect([where, (await open(where)).status]).toEqual([where, 404])
    }
    expect((await open('/api/nothing')).status).toBe(401)
    const outside = [
      '/..%2fsecret-of-this-test.txt',
      '/assets/..%2f..%2fsecret-of-this-test.txt',
      '/%2e%2e/secret-of-this-test.txt',
    ]
    for (const where of outside) expect(await (await open(where)).text()).not.toContain('anybody')
  })
})

/** As it travels: fetch would unpack it. */
async function rawly(where: string): Promise<{ bytes: Buffer; encoding: string | undefined }> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(`${api.url}${where}`, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ bytes: Buffer.concat(parts), encoding: answer.headers['content-encoding'] }),
      )
    }).on('error', reject)
  })
}
