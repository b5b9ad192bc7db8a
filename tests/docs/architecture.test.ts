import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { readPage, sectionOf } from './page.ts'

type Rule = { readonly name: string; readonly comment: string }

const require = createRequire(import.meta.url)
const { forbidden } = require('../../.dependency-cruiser.cjs') as { forbidden: readonly Rule[] }

describe('the import table of ARCHITECTURE.md', () => {
  it('says what the import rules say, row by row', () => {
    const section = sectionOf(readPage('ARCHITECTURE.md'), 'Who may import whom')
    const table = [...section.matchAll(/^\| `([^`]+)` \| ([^|]*) \|/gm)].map(
      ([, folder, reach = '']) => `${folder}: ${reach.replaceAll('`', '')}`,
    )
    const rules = forbidden
      .filter((rule) => rule.name.endsWith('-stays-in-its-room'))
      .map((rule) => /^src\/(\S+) may import itself and (.*)\.$/.exec(rule.comment))
      .map((match) => `${match?.[1]}: ${match?.[2]}`)
    expect(rules.length).toBeGreaterThan(10)
    expect(table).toEqual(rules)
  })
})
