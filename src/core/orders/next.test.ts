import { describe, expect, it } from 'vitest'
import { noonMs, policy, view } from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import { unknown } from '../seen.ts'
import type { Step } from '../step.ts'
import { chooseStep } from './choose-step.ts'
import { decideImport } from './decide-import.ts'
import { hold, look, rest, wait } from './import/steps.ts'
import { decideAll, next } from './next.ts'

const write = decideImport(view(), policy(), noonMs)
const later = wait(noonMs + 120_000, 'SETTLING')
const sooner = wait(noonMs + 60_000, 'SHOP_LIMIT')
const looking = look({ at: 'catalogue' }, 'CATALOGUE_NOT_READ')
const held = hold('SKU_UNMAPPED', {})
const resting = rest('IMPORTED')

describe('R-IMPORT-30: which step of all concerns comes next', () => {
  const cases: Record<string, readonly [readonly [Step, ...Step[]], Step]> = {
    'the first write': [[held, looking, write, sooner], write],
    'else the first look': [
      [held, sooner, looking, look({ at: 'amazon-order' }, 'AMAZON_NOT_READ')],
      looking,
    ],
    'else the earliest wait': [[later, held, sooner, resting], sooner],
    'else the first hold': [[resting, held, hold('SHOPIFY_REFUSED', {})], held],
    'else the first rest': [[resting, rest('PENDING')], resting],
  }
  for (const [which, [steps, expected]] of Object.entries(cases)) {
    it(which, () => {
      expect(chooseStep(steps)).toBe(expected)
    })
  }

  it('asks every concern, of which there is one today', () => {
    expect(decideAll(view(), policy(), noonMs)).toEqual([write])
    expect(next(view(), policy(), noonMs)).toEqual(write)
    expect(inWords(next(view({ amazon: unknown }), policy(), noonMs))).toBe('look amazon-order')
  })
})
