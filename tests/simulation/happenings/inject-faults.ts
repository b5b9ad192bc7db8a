/** Faults at the times and places that the seed chooses. */
import { soakFaults } from '../soak-faults.ts'
import type { Ground } from './happening.ts'

export function injectFaults({ shop, random, startMs, endMs, later }: Ground): void {
  for (const { atMs, fault } of soakFaults(random, startMs, endMs)) {
    const { faults } = fault.on.startsWith('amazon') ? shop.amazon : shop.shopify
    later(atMs, 'fault', () => faults.add(fault))
  }
}
