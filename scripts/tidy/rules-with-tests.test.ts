import { describe, expect, it } from 'vitest'
import { findingsIn } from './planted.ts'
import { rulesWithTests } from './rules-with-tests.ts'

const rules = { 'docs/rules/import.md': 'States.\n\n- **R-IMPORT-1** One order.\n' }

describe('rules and tests', () => {
  it('pass when a title names the rule', () => {
    const texts = { ...rules, 'tests/a.test.ts': "it('R-IMPORT-1: one order', () => {})" }
    expect(findingsIn(rulesWithTests, texts)).toEqual([])
  })

  it('find a rule that no title names, though a comment does', () => {
    const texts = { ...rules, 'tests/a.test.ts': "// R-IMPORT-1\nit('one order', () => {})" }
    expect(findingsIn(rulesWithTests, texts)).toEqual([
      'docs/rules/import.md:3 R-IMPORT-1 is proved by no test: no title names it',
    ])
  })

  it('take a rule for another one when the number only begins alike', () => {
    const texts = { ...rules, 'tests/a.test.ts': "it('R-IMPORT-12: another', () => {})" }
    expect(findingsIn(rulesWithTests, texts)).toEqual([
      'docs/rules/import.md:3 R-IMPORT-1 is proved by no test: no title names it',
      'tests/a.test.ts:1 R-IMPORT-12 stands in no page of docs/rules',
    ])
  })

  it('read the titles of tables of cases', () => {
    const texts = { ...rules, 'tests/a.test.ts': "it.each([1])('R-IMPORT-1: %s', () => {})" }
    expect(findingsIn(rulesWithTests, texts)).toEqual([])
  })

  it('find a rule that is stated twice', () => {
    const texts = {
      'docs/rules/a.md': '**R-IMPORT-1**',
      'docs/rules/b.md': '**R-IMPORT-1**',
      'tests/a.test.ts': "describe('R-IMPORT-1', () => {})",
    }
    expect(findingsIn(rulesWithTests, texts)).toEqual([
      'docs/rules/b.md:1 R-IMPORT-1 is stated twice',
    ])
  })
})
