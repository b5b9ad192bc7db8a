/**
 * Gets Shopify's Admin API schema out of the npm package that carries it.
 * Must not: install the package (it drags in 400 MB) or touch any file of the repository.
 * Source: npm package @shopify/dev-mcp 1.16.0 (ISC), dist/data/admin_2026-10.json.gz, read 2026-11-22.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'

const PACKAGE = '@shopify/dev-mcp@1.16.0'
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024

/** One row of the package's table of access scopes; a type row has no field name. */
export type ScopeRow = { typeName: string; fieldName?: string; offlineScopes: string[] }

export type SchemaPackage = { schema: GraphQLSchema; scopes: ScopeRow[]; license: string }

/** Reads the schema, the scope table and the licence text from a tarball, fetched when no path is given. */
export function readSchemaPackage(apiVersion: string, tgzPath: string | undefined): SchemaPackage {
  if (tgzPath !== undefined) return unpack(apiVersion, tgzPath)
  const folder = mkdtempSync(join(tmpdir(), 'shopify-schema-'))
  try {
    const file = execFileSync('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder], {
      cwd: folder,
      encoding: 'utf8',
    }).trim()
    return unpack(apiVersion, join(folder, file))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function unpack(apiVersion: string, tgzPath: string): SchemaPackage {
  const tar = gunzipSync(readFileSync(tgzPath), { maxOutputLength: MAX_UNPACKED_BYTES })
  const dataName = `package/dist/data/admin_${apiVersion}.json.gz`
  const data = tarEntry(tar, dataName)
  const license = tarEntry(tar, 'package/LICENSE')
  if (data === undefined || license === undefined) {
    throw new Error(`${tgzPath} does not hold ${dataName} and a LICENSE`)
  }
  const parsed = JSON.parse(gunzipSync(data).toString('utf8')) as {
    data: IntrospectionQuery
    offline_scopes: { items: ScopeRow[] }
  }
  return {
    schema: buildClientSchema(parsed.data, { assumeValid: true }),
    scopes: parsed.offline_scopes.items,
    license: license.toString('utf8'),
  }
}

/** Finds one entry of an uncompressed ustar archive; npm's tarballs use no long names for these two. */
function tarEntry(tar: Buffer, wanted: string): Buffer | undefined {
  let at = 0
  while (at + 512 <= tar.length) {
    const name = text(tar, at, 100)
    if (name === '') return undefined
    const size = Number.parseInt(text(tar, at + 124, 12).trim(), 8)
    const prefix = text(tar, at + 345, 155)
    const start = at + 512
    if ((prefix === '' ? name : `${prefix}/${name}`) === wanted) {
      return tar.subarray(start, start + size)
    }
    at = start + Math.ceil(size / 512) * 512
  }
  return undefined
}

function text(tar: Buffer, at: number, length: number): string {
  const slice = tar.subarray(at, at + length)
  const end = slice.indexOf(0)
  return slice.subarray(0, end === -1 ? length : end).toString('utf8')
}
