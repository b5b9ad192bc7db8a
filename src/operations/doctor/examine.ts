/** Doctor: every prerequisite is ok, or says the fix (B25). Changes nothing; may run at any time. */
import { type Actor, requireRole } from '../actor.ts'
import { checkAmazon } from './check-amazon.ts'
import { checkGround } from './check-ground.ts'
import { type CheckLine, failed } from './check-line.ts'
import { checkShopify } from './check-shopify.ts'
import type { DoctorProbes } from './doctor-probes.ts'

export async function examine(actor: Actor, probes: DoctorProbes): Promise<CheckLine[]> {
  requireRole(actor, 'owner')
  const ground = await checkGround(probes)
  if (probes.account === null) return [...ground, nothingToConnect()]
  return [
    ...ground,
    ...(await checkAmazon(probes, probes.account)),
    ...(await checkShopify(probes, probes.account)),
  ]
}

function nothingToConnect(): CheckLine {
  return failed(
    'connection',
    'Neither a stored connection nor the environment says which accounts to connect.',
    'Set the AMAZON_… and SHOPIFY_… credentials in the environment (docs/operating/configure.md).',
  )
}
