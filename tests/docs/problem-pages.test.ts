/** Every code that a person may meet leads to a page with a cause and a fix; no page leads nowhere. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { secretProblemCodes } from '../../src/config/secret-problem.ts'
import { stockHolds } from '../../src/core/inventory/reasons.ts'
import { holdTexts } from '../../src/core/orders/hold-texts.ts'
import { problemPage } from '../../src/operations/problem-page.ts'
import { databaseProblemCodes } from '../../src/store/database-problem.ts'
import { readPage } from './page.ts'

const root = path.join(import.meta.dirname, '..', '..')
const folder = 'docs/operating/problems'
const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(path.join(root, 'src', name), 'utf8'))

/** The first group of every match in the sources, each once. */
function written(pattern: RegExp): string[] {
  return [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? '')))]
}

const families: Readonly<Record<string, readonly string[]>> = {
  operations: written(/new (?:OperationError|HttpProblem)\(\s*'([A-Z_]+)'/g),
  incidents: written(/openIncident\([^;]{0,200}?code: '([A-Z_]+)'/g).concat('DOUBLED_EFFECT'),
  alarms: (/type Alarm =([^;]*?)\n\n/.exec(readPage('src/store/read/health.ts'))?.[1] ?? '')
    .split(/[^A-Z_]+/)
    .filter((word) => word.includes('_')),
  warnings: written(/log\.warn\([\s\S]{0,200}?code: '([A-Z_]+)'/g),
  holds: Object.keys(holdTexts),
  'holds of stock': Object.keys(stockHolds),
  database: databaseProblemCodes,
  'PostgreSQL and its socket': [
    '53100',
    '53300',
    '28P01',
    '3D000',
    '57P03',
    '08006',
    'ECONNREFUSED',
  ],
  secrets: secretProblemCodes,
  'the command line': ['CONFIGURATION', 'UNEXPECTED'],
}

const shellOf = (page: string) => path.join(folder, page)

describe('the pages of problems', () => {
  it('B88: read the codes where they are written', () => {
    expect(families.operations?.length).toBeGreaterThan(25)
    expect(families.incidents).toEqual(
      expect.arrayContaining(['DOUBLED_ELSEWHERE', 'NOTIFICATION_UNREADABLE', 'UNREADABLE_ORDER']),
    )
    expect(families.alarms).toEqual(expect.arrayContaining(['POLL_SILENT', 'INCIDENTS_OPEN']))
  })

  const codes = Object.entries(families).flatMap(([family, list]) =>
    list.map((code) => ({ family, code })),
  )
  it.each(codes)('B88: $code ($family) has a page with a cause and a fix', ({ code }) => {
    const page = readPage(problemPage(code))
    expect(page).toMatch(/^# \S/)
    expect(page).toMatch(/what to do/i)
  })

  it('are each named by a code, a text or another page', () => {
    const documents = ['README.md', 'docs/operating/import-decision.md', 'docs/operating/api.md']
    const named = new Set(codes.map(({ code }) => problemPage(code)))
    const pages = readdirSync(path.join(root, folder))
    const texts = [
      ...sources,
      ...documents.map(readPage),
      ...pages.map((page) => readPage(shellOf(page))),
    ]
    const lost = pages.filter((page) => {
      const name = page.replace('.md', '')
      return !named.has(shellOf(page)) && !texts.some((text) => text.includes(name))
    })
    expect(lost).toEqual([])
  })
})
