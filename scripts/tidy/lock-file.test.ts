import { describe, expect, it } from 'vitest'
import { lockFile } from './lock-file.ts'
import { findingsIn } from './planted.ts'

function findings(packages: Readonly<Record<string, object>>): string[] {
  return findingsIn(lockFile, { 'package-lock.json': JSON.stringify({ packages }, null, 2) })
}

const tool = { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0' } }

describe('the lock file', () => {
  it('is found to name a host', () => {
    expect(findings({ 'node_modules/a': { resolved: 'https://example.com/a.tgz' } })).toEqual([
      'package-lock.json:4 a resolved line: take it out',
    ])
  })

  it('is found to lack the package of another platform', () => {
    expect(findings({ 'node_modules/tool': tool, 'node_modules/tool-linux': {} })).toEqual([
      'package-lock.json:1 no entry for tool-mac: npm ci fails',
    ])
  })

  it('passes with an entry for each, wherever it lies', () => {
    const packages = {
      'node_modules/host/node_modules/tool': tool,
      'node_modules/host/node_modules/tool-linux': {},
      'node_modules/tool-mac': {},
    }
    expect(findings(packages)).toEqual([])
  })
})
