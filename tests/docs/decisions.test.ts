import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPage } from './page.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'decisions')
const names = readdirSync(folder).sort()
const pages = names.map((name) => readPage(`docs/decisions/${name}`))
const dependencies = Object.entries(JSON.parse(readPage('package.json')))
  .filter(([field]) => /dependencies$/i.test(field))
  .flatMap(([, list]) => Object.keys(list as Record<string, string>))

describe('the decision pages', () => {
  it('are numbered without a gap, in the file name and in the title', () => {
    const numbers = names.map((name) => Number(name.slice(0, 4)))
    expect(numbers).toEqual(names.map((_name, index) => index + 1))
    pages.forEach((page, index) => {
      expect(page).toMatch(new RegExp(`^# ${index + 1}[.] `))
    })
  })

  it.each(names)('state question, choice, price and date: %s', (name) => {
    const page = readPage(`docs/decisions/${name}`)
    for (const part of ['**Question.**', '**Choice.**', '**Price.**']) expect(page).toContain(part)
    expect(page).toMatch(/^Date: \d{4}-\d{2}-\d{2}$/m)
  })

  it.each(dependencies)('give a reason for the dependency %s', (dependency) => {
    const rows = pages.filter((page) => page.includes(`| \`${dependency}\` |`))
    expect(rows).toHaveLength(1)
  })
})
