import { describe, expect, it } from 'vitest'
import { bannedNames, barrels } from './names.ts'
import { findingsIn } from './planted.ts'

describe('names', () => {
  it.each([
    'src/core/order-utils.ts',
    'src/helpers/order.ts',
    'tests/support/common.ts',
    'src/order-service.test.ts',
    'simulators/misc/a.ts',
  ])('refuse %s', (path) => {
    expect(findingsIn(bannedNames, { [path]: '' })).not.toEqual([])
  })

  it('refuse a name that is not kebab-case', () => {
    expect(findingsIn(bannedNames, { 'src/orderView.ts': '' })).toHaveLength(1)
  })

  it('pass words of the domain, also where they hold a banned word', () => {
    const texts = { 'src/store/database.ts': '', 'src/core/orders/serviceable.ts': '' }
    expect(findingsIn(bannedNames, texts)).toEqual([])
  })

  it("pass a folder's README, which is named as everywhere", () => {
    expect(findingsIn(bannedNames, { 'bench/README.md': '' })).toEqual([])
  })
})

describe('barrels', () => {
  it('are found, and a file with code of its own is none', () => {
    const texts = {
      'src/core/all.ts': "export * from './a.ts'\nexport { b } from './b.ts'",
      'src/core/a.ts': "export { b } from './b.ts'\nexport const a = 1",
    }
    expect(findingsIn(barrels, texts)).toEqual([
      'src/core/all.ts:1 a barrel: import from the file itself',
    ])
  })
})
