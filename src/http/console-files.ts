/**
 * The pages of the console, as they were built. Hashed files are kept by browsers for ever, index.html
 * never; text goes out compressed. Any address that is nobody else's gets the pages, which know their own.
 */
import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { HttpEnv } from './http-env.ts'
import { HttpProblem } from './problem.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const compressed = /^(text\/|application\/(json|manifest)|image\/svg)/
const compressFromBytes = 1_024
const brotliQuality = 9

/** Paths of programs: what is not there is a 404 and never a page. */
const notPages = /^\/(api|webhooks|docs|assets|healthz|readyz|metrics)(\/|$)/

export function addConsole(app: OpenAPIHono<HttpEnv>, folder: string): void {
  const files = createFiles(folder)
  app.get('*', async (context, next) => {
    const { path: asked } = context.req
    const isFile = path.extname(asked) !== ''
    if (isFile) {
      const file = await files.read(asked)
      if (file !== null) return answerFile(context, file, asked.startsWith('/assets/'))
    }
    if (isFile || notPages.test(asked)) return next()
    return answerPage(context, await files.read('/index.html'))
  })
}

/** Only our own host, no inline script, no frame around it. The nonce is for styles that Radix adds. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function answerPage(context: Context<HttpEnv>, page: StoredFile | null): Response {
  if (page === null) {
    throw new HttpProblem(
      'CONSOLE_NOT_BUILT',
      'The pages of the console are not built.',
      'Build them with: npm run console:build. The API works without them.',
    )
  }
  const nonce = randomBytes(16).toString('base64')
  const html = page.bytes.toString('utf8').replaceAll('%CSP_NONCE%', nonce)
  context.header('content-security-policy', policyOf(nonce))
  context.header('cache-control', 'no-store')
  return context.html(html)
}

async function answerFile(
  context: Context<HttpEnv>,
  file: StoredFile,
  isHashed: boolean,
): Promise<Response> {
  const { encoding, bytes } = await file.as(context.req.header('accept-encoding') ?? '')
  context.header('content-type', file.type)
  context.header(
    'cache-control',
    isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  )
  context.header('vary', 'accept-encoding')
  if (encoding !== null) context.header('content-encoding', encoding)
  return context.body(new Uint8Array(bytes))
}

type StoredFile = {
  readonly type: string
  readonly bytes: Buffer
  readonly changedMs: number
  as(accepted: string): Promise<{ readonly encoding: 'br' | 'gzip' | null; readonly bytes: Buffer }>
}

function createFiles(folder: string) {
  const known = new Map<string, StoredFile>()
  return {
    /** Null when there is no such file below the folder. */
    async read(asked: string): Promise<StoredFile | null> {
      const full = path.join(folder, path.normalize(decoded(asked)))
      if (!full.startsWith(folder + path.sep)) return null
      const type = types[path.extname(full)]
      const there = type === undefined ? null : await stat(full).catch(() => null)
      if (type === undefined || there === null || !there.isFile()) return null
      const before = known.get(full)
      if (before?.changedMs === there.mtimeMs) return before
      const fresh = storedFile(type, await readFile(full), there.mtimeMs)
      known.set(full, fresh)
      return fresh
    },
  }
}

function storedFile(type: string, bytes: Buffer, changedMs: number): StoredFile {
  let brotli: Promise<Buffer> | undefined
  let gzipped: Promise<Buffer> | undefined
  return {
    ...{ type, bytes, changedMs },
    async as(accepted) {
      if (!compressed.test(type) || bytes.length < compressFromBytes) {
        return { encoding: null, bytes }
      }
      if (/\bbr\b/.test(accepted)) {
        brotli ??= asBrotli(bytes)
        return { encoding: 'br', bytes: await brotli }
      }
      if (!/\bgzip\b/.test(accepted)) return { encoding: null, bytes }
      gzipped ??= promisify(gzip)(bytes)
      return { encoding: 'gzip', bytes: await gzipped }
    },
  }
}

function asBrotli(bytes: Buffer): Promise<Buffer> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality }
  return promisify(brotliCompress)(bytes, { params })
}

function decoded(asked: string): string {
  try {
    return decodeURIComponent(asked).replaceAll('\0', '')
  } catch {
    return '/'
  }
}
