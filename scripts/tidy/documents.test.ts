import { describe, expect, it } from 'vitest'
import { documentPaths } from './documents.ts'
import { findingsIn } from './planted.ts'

const page = { 'docs/a.md': '# A page\n\n## Its own part\n', 'src/core/money.ts': '' }

describe('documents', () => {
  it('find a link to a file that is not there', () => {
    const texts = { ...page, 'README.md': '\nSee [b](docs/b.md) and [a](docs/a.md).' }
    expect(findingsIn(documentPaths, texts)).toEqual([
      'README.md:2 no such file or folder: docs/b.md',
    ])
  })

  it('read a link from the folder of its page', () => {
    const texts = { ...page, 'docs/c.md': '[money](../src/core/money.ts) [gone](../src/gone.ts)' }
    expect(findingsIn(documentPaths, texts)).toEqual([
      'docs/c.md:1 no such file or folder: ../src/gone.ts',
    ])
  })

  it('find a link to a heading that is not there', () => {
    const texts = { ...page, 'README.md': '[x](docs/a.md#its-own-part) [y](docs/a.md#another)' }
    expect(findingsIn(documentPaths, texts)).toEqual([
      'README.md:1 no such heading: docs/a.md#another',
    ])
  })

  it('find a path in code font that is not there', () => {
    const texts = { ...page, 'README.md': '`src/core/money.ts`, `src/core/`, `src/core/cash.ts`' }
    expect(findingsIn(documentPaths, texts)).toEqual([
      'README.md:1 no such file or folder: src/core/cash.ts',
    ])
  })

  it('leave commands, patterns and other words in code font alone', () => {
    const text = '`npm run demo`, `src/<name>.ts`, `docs/*.md`, `orderCreate`, `/api/orders`'
    expect(findingsIn(documentPaths, { ...page, 'README.md': text })).toEqual([])
  })

  it('find a page that a comment cites and nobody wrote', () => {
    const texts = { ...page, 'src/core/a.ts': '// See docs/a.md and docs/gone.md.' }
    expect(findingsIn(documentPaths, texts)).toEqual([
      'src/core/a.ts:1 no such file or folder: docs/gone.md',
    ])
  })
})
