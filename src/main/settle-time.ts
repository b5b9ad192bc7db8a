/**
 * How long after a lost answer its absence is not believed. Real platforms may show an effect late, so a
 * shorter time than that of docs/rules/writes.md counts only against simulators on this machine.
 */

import { settleSecondsLeast } from '../config/settings-door.ts'
import { type PlatformAddresses, platformsAreHere } from '../core/host-rule.ts'

/** Machine time; also for settings that were stored before this was checked. */
export function settleMsOf(at: PlatformAddresses, settleSeconds: number): number {
  const least = platformsAreHere(at) ? 0 : settleSecondsLeast
  return Math.max(settleSeconds, least) * 1_000
}
