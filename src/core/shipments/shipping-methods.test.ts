/** R-SHIP-25: Amazon's service levels and the shop's shipping methods, both ways. */
import { expect, test } from 'vitest'
import { amazonMethod, type MethodRule, shopMethod } from './shipping-methods.ts'

const germany = 'A1PA6795UKMFR9'
const sweden = 'A2NODRKZP88ZB9'

function rule(serviceLevel: string, shopify: string, marketplaceId: string | null = null) {
  return { serviceLevel, shopify, marketplaceId } satisfies MethodRule
}

function promised(serviceLevel: string | null, marketplaceId = germany) {
  return { serviceLevel, marketplaceId }
}

test.each([
  ['STANDARD', 'Standard'],
  ['EXPEDITED', 'Expedited'],
  ['NEXT_DAY', 'Next day'],
  ['A_NEW_LEVEL', 'A_NEW_LEVEL'],
])('R-SHIP-25: %s is %s in a shop without words of its own', (level, word) => {
  expect(shopMethod(promised(level), [])).toBe(word)
})

test('R-SHIP-25: the rule of the marketplace counts before the rule for all, there alone', () => {
  const rules = [rule('EXPEDITED', 'Express'), rule('EXPEDITED', 'Expressfrakt', sweden)]
  expect(shopMethod(promised('EXPEDITED', sweden), rules)).toBe('Expressfrakt')
  expect(shopMethod(promised('EXPEDITED'), rules)).toBe('Express')
  expect(amazonMethod('expressfrakt ', promised('STANDARD', sweden), rules)).toBe('Expedited')
  expect(amazonMethod('Expressfrakt', promised('STANDARD'), rules)).toBe('Expressfrakt')
})

test('R-SHIP-25: of several speeds with one name in the shop the promised one is told', () => {
  const rules = [rule('STANDARD', 'Post'), rule('EXPEDITED', 'Post')]
  expect(amazonMethod('Post', promised('EXPEDITED'), rules)).toBe('Expedited')
  expect(amazonMethod('Post', promised('STANDARD'), rules)).toBe('Standard')
})

test('R-SHIP-25: a line of before the words were known names its level', () => {
  expect(amazonMethod('SECOND_DAY', promised('SECOND_DAY'), [])).toBe('Second day')
})

test.each([null, '', '  '])('R-SHIP-25: without a shipping line (%j) nothing is told', (title) => {
  expect(amazonMethod(title, promised('STANDARD'), [])).toBeNull()
})

test('R-SHIP-25: another name is told as it is, as far as Amazon takes it', () => {
  expect(amazonMethod('Cargo bike', promised('STANDARD'), [])).toBe('Cargo bike')
  expect(amazonMethod('x'.repeat(80), promised(null), [])).toHaveLength(50)
})
