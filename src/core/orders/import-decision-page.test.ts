import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importHoldTexts } from './hold-texts.ts'
import { importReasonTexts } from './reason-texts.ts'

const operating = new URL('../../../docs/operating/', import.meta.url)
const page = readFileSync(new URL('import-decision.md', operating), 'utf8')
const chart = page.slice(
  page.indexOf('```mermaid'),
  page.indexOf('```\n', page.indexOf('```mermaid')),
)

/** The rows of a table whose first column is a code: its columns. */
function rows(): Map<string, string[]> {
  const lines = page.split('\n').filter((line) => /^\| \[?`[A-Z_]+`/.test(line))
  return new Map(
    lines.map((line) => {
      const columns = line.split('|').map((column) => column.trim())
      const code = /[A-Z_]+/.exec(columns[1] ?? '')?.[0] ?? ''
      return [`${columns[1]?.startsWith('[') ? 'hold ' : ''}${code}`, columns.slice(2, -1)]
    }),
  )
}

function problemPage(code: string): string {
  const name = code.toLowerCase().replaceAll('_', '-')
  return readFileSync(new URL(`problems/${name}.md`, operating), 'utf8')
}

describe('R-IMPORT-27, B87: the page of the import decision', () => {
  it('has every reason and every hold, and no other', () => {
    const codes = [
      ...Object.keys(importReasonTexts),
      ...Object.keys(importHoldTexts).map((code) => `hold ${code}`),
    ]
    expect([...rows().keys()].sort()).toEqual(codes.sort())
  })

  for (const [code, text] of Object.entries(importReasonTexts)) {
    it(`says of ${code} what the program says`, () => {
      expect(rows().get(code)?.[1]).toBe(text)
      expect(chart).toMatch(new RegExp(`\\b${code}\\b`))
    })
  }

  for (const [code, { title, fix }] of Object.entries(importHoldTexts)) {
    it(`B88: says of ${code} what the program says, and has its own page`, () => {
      expect(rows().get(`hold ${code}`)).toEqual([title, fix])
      expect(chart).toMatch(new RegExp(`\\b${code}\\b`))
      expect(problemPage(code).split('\n')[0]).toBe(`# ${title}`)
      expect(problemPage(code)).toMatch(/what to do/i)
    })
  }
})

describe('R-IMPORT-27: the text of a hold', () => {
  it('is whole with any detail, also with none', () => {
    for (const { text } of Object.values(importHoldTexts)) {
      expect(text({})).not.toMatch(/undefined|null|\[object/)
    }
  })

  it('tells about money in each of its cases', () => {
    const { text } = importHoldTexts.MONEY_DOES_NOT_ADD_UP
    const sums = { amazonTotal: '9 EUR', parts: '8 EUR', partsAndTax: '7 EUR' }
    expect(text(sums)).toBe("Amazon's total is 9 EUR; its parts sum to 8 EUR, with tax to 7 EUR.")
    expect(text({ ...sums, problem: 'an amount would be negative' })).toContain(
      'Also, an amount would be negative.',
    )
    expect(text({ amazonTotal: '9 EUR', otherCurrency: 'USD' })).toBe(
      "Amazon's total is 9 EUR, but an amount is in USD.",
    )
    expect(text({ amazonTotal: 'none' })).toBe(
      "Amazon's total is none; there is nothing to compare it with.",
    )
    expect(text({ amazonTotal: '9 EUR', sku: 'MUG', problem: 'a line without a price' })).toBe(
      "Amazon's total is 9 EUR; there is a line without a price (SKU MUG).",
    )
  })
})
