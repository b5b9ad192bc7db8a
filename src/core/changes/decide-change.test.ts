import { expect, it } from 'vitest'
import { importedView, lifeView, livePolicy } from '../../../tests/support/life-samples.ts'
import { amazonOrder, noonMs } from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { decideChange } from './decide-change.ts'

function decide(order: Partial<AmazonOrder>, addressChanges: number): string {
  const view = importedView({ order: amazonOrder(order) })
  return inWords(decideChange(view, lifeView({ addressChanges }), livePolicy, noonMs))
}

it('R-CHANGE-1: asks about an order that is still to be shipped, and no other', () => {
  expect(decide({ status: 'UNSHIPPED' }, 1)).toMatch(/ADDRESS/)
  expect(decide({ status: 'UNSHIPPED' }, 0)).toContain('NO_CHANGE_DUE')
  expect(decide({ status: 'SHIPPED' }, 1)).toContain('NO_CHANGE_DUE')
  expect(decide({ status: 'CANCELLED' }, 1)).toContain('NO_CHANGE_DUE')
  expect(decide({ status: 'UNSHIPPED', fulfilledBy: 'AMAZON' }, 1)).toContain('NO_CHANGE_DUE')
})
