import { describe, expect, it } from 'vitest'
import { findingsIn } from './planted.ts'
import { fileSizes, functionSizes } from './sizes.ts'

const lines = (count: number) => 'void 0\n'.repeat(count)

describe('file sizes', () => {
  it('find a file of 301 lines and pass one of 300', () => {
    const texts = { 'src/long.ts': lines(301), 'src/fits.ts': lines(300) }
    expect(findingsIn(fileSizes, texts)).toEqual(['src/long.ts:1 301 lines, the limit is 300'])
  })

  it('leave generated files alone', () => {
    expect(findingsIn(fileSizes, { 'src/platforms/shopify/generated/a.ts': lines(900) })).toEqual(
      [],
    )
  })
})

describe('function sizes', () => {
  it('find a declared function, an arrow and a method of more than 60 lines', () => {
    const body = lines(59)
    const findings = findingsIn(functionSizes, {
      'src/a.ts': `function far() {\n${body}\n}`,
      'src/b.ts': `const far = () => {\n${body}\n}`,
      'src/c.ts': `class A {\n  far() {\n${body}\n  }\n}`,
    })
    expect(findings).toEqual([
      'src/a.ts:1 far has 62 lines, the limit is 60',
      'src/b.ts:1 far has 62 lines, the limit is 60',
      'src/c.ts:2 far has 62 lines, the limit is 60',
    ])
  })

  it('pass a function of 60 lines', () => {
    expect(findingsIn(functionSizes, { 'src/a.ts': `function far() {\n${lines(58)}}` })).toEqual([])
  })

  it('take describe for a chapter, and a long test for a function', () => {
    const chapter = `describe('all', () => {\n${lines(70)}})`
    const story = `it('goes on', () => {\n${lines(70)}})`
    expect(findingsIn(functionSizes, { 'tests/a.test.ts': chapter })).toEqual([])
    expect(findingsIn(functionSizes, { 'tests/a.test.ts': story })).toHaveLength(1)
  })
})
