import { describe, expect, it } from 'vitest'
import { machinePaths, registryHosts } from './leaks.ts'
import { findingsIn } from './planted.ts'

describe('what means nothing on another machine', () => {
  it.each(['/home/anna/crossdock', '/Users/anna/x', '/root/x', '/work/checkout/src'])(
    'is found: the folder %s',
    (path) => {
      expect(findingsIn(machinePaths, { 'src/a.ts': `const a = '${path}'` })).toHaveLength(1)
    },
  )

  it('passes routes and addresses that only look alike', () => {
    const text = "get('/api/work/dead', 'https://example.com/home/orders', '/work/dead')"
    expect(findingsIn(machinePaths, { 'src/a.ts': text })).toEqual([])
  })

  it('is found: a registry host, in a file or as a setting', () => {
    expect(
      findingsIn(registryHosts, { 'a.md': 'https://registry.example.com/a.tgz' }),
    ).toHaveLength(1)
    expect(findingsIn(registryHosts, { '.npmrc': 'registry=http://10.0.0.1/' })).toHaveLength(1)
    expect(findingsIn(registryHosts, { 'a.md': 'https://example.com/a.tgz' })).toEqual([])
  })
})
