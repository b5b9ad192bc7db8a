import { describe, expect, it } from 'vitest'
import { disabledTests } from './disabled-tests.ts'
import { findingsIn } from './planted.ts'

function findings(text: string): string[] {
  return findingsIn(disabledTests, { 'tests/a.test.ts': text })
}

describe('disabled tests', () => {
  it.each(["it.only('a', run)", "describe.only('a', run)", "test.concurrent.only('a', run)"])(
    'are found: %s',
    (text) => {
      expect(findings(text)).toEqual(['tests/a.test.ts:1 .only switches all other tests off'])
    },
  )

  it('are found when skipped without a reason', () => {
    expect(findings("it.skip('a', run)")).toHaveLength(1)
    expect(findings('context.skip()')).toHaveLength(1)
    expect(findings("it.todo('a')")).toHaveLength(1)
  })

  it('pass with a reason', () => {
    expect(findings("// skipped: Amazon's sandbox is down\nit.skip('a', run)")).toEqual([])
    expect(findings("context.skip('only root may mount')")).toEqual([])
  })
})
