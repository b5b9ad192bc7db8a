/** docs/operating/configure.md names every variable and every setting, and none that nothing reads. */
import { describe, expect, it } from 'vitest'
import { envShape } from '../../src/config/env.ts'
import { settingsShape } from '../../src/config/settings.ts'
import { readPage, sectionOf } from './page.ts'

const page = readPage('docs/operating/configure.md')
const settingRows = rowsOf(sectionOf(page, 'Settings'))
const variableRows = [
  'Accounts',
  'Notifications and webhooks',
  'The program',
  'Other hosts',
].flatMap((heading) => rowsOf(sectionOf(page, heading)))
const settings = Object.entries(settingsShape.parse({})).flatMap(([group, members]) =>
  Object.entries(members).map(([name, value]) => ({ name: `${group}.${name}`, value })),
)

type Row = { readonly name: string; readonly effect: string; readonly without: string }

/** The rows of tables whose first cell is one name in code font. */
function rowsOf(section: string): Row[] {
  return [...section.matchAll(/^\| `([^`]+)` \| (.+) \| (.*) \|$/gm)].map(
    ([, name = '', effect = '', without = '']) => ({ name, effect, without }),
  )
}

describe('the page about configuration', () => {
  it('explains every variable of the environment, and no other', () => {
    const named = variableRows.map((row) => row.name).sort()
    expect(named).toEqual(Object.keys(envShape.shape).sort())
  })

  it('explains every setting, and no other', () => {
    const named = settingRows.map((row) => row.name).sort()
    expect(named).toEqual(settings.map((setting) => setting.name).sort())
  })

  it('gives each of them an effect in words', () => {
    for (const { name, effect } of [...variableRows, ...settingRows]) {
      expect(effect.length, name).toBeGreaterThan(20)
    }
  })

  it.each(settings)('says the default of $name', ({ name, value }) => {
    const row = settingRows.find((one) => one.name === name)
    const shown = row?.without.replaceAll('`', '')
    expect(shown).toBe(typeof value === 'string' ? value : JSON.stringify(value))
  })

  const defaults = Object.entries(envShape.parse({})).filter(([name]) => name !== 'AMAZON_LWA_URL')
  it.each(defaults)('says what %s is when it is not set', (name, value) => {
    const row = variableRows.find((one) => one.name === name)
    expect(row?.without.replaceAll('`', '')).toBe(String(value))
  })
})
