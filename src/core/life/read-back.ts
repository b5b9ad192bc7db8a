/**
 * When Amazon is read back after it took a call. It does not show at once what it took (v0 guide of Orders: "most
 * updated orders data are available two minutes after"), and a look that comes too early costs as much as one
 * that tells something: the first is due when Amazon can show it, the others are the policy's later ages.
 */
import type { LifePolicy } from './life-policy.ts'
import type { LifeView } from './life-view.ts'

/** World time of the next look; undefined when the last of them was made. */
export function readBackDue(
  takenMs: number,
  asOfMs: number,
  { policy, life }: { readonly policy: LifePolicy; readonly life: Pick<LifeView, 'shownAfterMs'> },
  lastMs?: number,
): number | undefined {
  const firstMs = Math.max(policy.shownAfterMs, life.shownAfterMs ?? 0)
  const given = [...policy.readBackMs, ...(lastMs === undefined ? [] : [lastMs])]
  const later = given.filter((ageMs) => ageMs > firstMs)
  const ages = [firstMs, ...(later.length === 0 ? [2 * firstMs] : later)]
  return ages.map((ageMs) => takenMs + ageMs).find((atMs) => atMs > asOfMs)
}
