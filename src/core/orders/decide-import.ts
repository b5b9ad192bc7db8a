/**
 * The import concern: an Amazon order becomes exactly one Shopify order. Pure and total; one step at a
 * time, each with its reason. The whole as a table: docs/operating/import-decision.md; the rules:
 * docs/rules/orders.md.
 */
import type { AttemptId } from '../ids.ts'
import type { Step } from '../step.ts'
import type { AmazonOrder } from './amazon-order.ts'
import { buildDraft } from './draft-order.ts'
import { proveAbsence } from './import/absence.ts'
import { decideAfterImport } from './import/after-import.ts'
import { permitCreate } from './import/after-refusal.ts'
import { decideBehind } from './import/behind-event.ts'
import { classifyOrder, type ImportPlan } from './import/classify-order.ts'
import { decideOtherOrders } from './import/other-orders.ts'
import { type PersonSays, personSays } from './import/person-says.ts'
import { settleAttempt } from './import/settle-attempt.ts'
import { hold, look, rest, wait, write } from './import/steps.ts'
import { type Matching, matchLines, traceOf } from './match-lines.ts'
import { isPartlyShipped, shippedUnits } from './partly-shipped.ts'
import type { ImportPolicy } from './policy.ts'
import { type Pricing, priceOrder } from './price-order.ts'
import type { ReasonCode } from './reasons.ts'
import type { Catalogue, OrderView } from './view.ts'

export function decideImport(view: OrderView, policy: ImportPolicy, nowMs: number): Step {
  const step = decide(view, policy, nowMs)
  // What we already did is written down in `watch` too; nothing is sent.
  const sends = step.do === 'write' && !isFound(step.reason)
  return policy.lane === 'watch' && sends ? rest('WATCHING', step.write.kind) : step
}

function isFound(reason: ReasonCode): boolean {
  return reason === 'FOUND_OUR_OWN' || reason === 'FOUND_EFFECT'
}

function decide(view: OrderView, policy: ImportPolicy, nowMs: number): Step {
  const says = personSays(view)
  const settled = settleAttempt(view, policy, says, nowMs)
  if (settled.kind === 'step') return settled.step
  const { platformId } = view.effect
  if (platformId !== null) return decideAfterImport(view, platformId, policy, says, nowMs)
  if (view.unreadable !== null) {
    return says.dismissed ? rest('DISMISSED') : hold('UNREADABLE_ORDER', { ...view.unreadable })
  }
  const { amazon } = view
  // Asked for in vain it waits like any read that lags: asked again at once, it would be so for ever.
  const askedInVain = (view.behind?.reads ?? 0) > 0
  if (amazon.is === 'unknown' && !askedInVain) {
    return look({ at: 'amazon-order' }, 'AMAZON_NOT_READ')
  }
  const behind = decideBehind(view, says, nowMs)
  if (behind !== undefined) return behind
  if (amazon.is !== 'seen') return rest('NOT_ON_AMAZON')
  return decideSeen(view, amazon.value, policy, { says, disproves: settled.disproves, nowMs })
}

type Context = {
  readonly says: PersonSays
  readonly disproves: AttemptId | null
  readonly nowMs: number
}

function decideSeen(
  view: OrderView,
  order: AmazonOrder,
  policy: ImportPolicy,
  context: Context,
): Step {
  const { says, nowMs } = context
  const classified = classifyOrder(order, policy, says)
  if (classified.kind === 'rest') return rest(classified.reason)
  if (says.dismissed) return rest('DISMISSED')
  if (!policy.importOn && !isUnderway(view, context)) return rest('IMPORT_OFF')
  if (classified.kind === 'hold') return hold(classified.code, classified.detail)
  const addressUntilMs = view.firstSeenMs + policy.personalWaitMs
  const needsAddress = !classified.plan.fulfilled && view.personal !== 'complete'
  if (needsAddress && nowMs < addressUntilMs) return wait(addressUntilMs, 'WAITING_FOR_ADDRESS')
  if (view.catalogue.is === 'unknown') return look({ at: 'catalogue' }, 'CATALOGUE_NOT_READ')
  const catalogue = view.catalogue.is === 'seen' ? view.catalogue.value : emptyCatalogue
  return decideCreate(view, order, policy, classified.plan, catalogue, context)
}

const emptyCatalogue: Catalogue = { variants: [], mappings: [] }

/** With the import off, only what a person asked for goes on, also after an answer was lost. */
function isUnderway(view: OrderView, { says, disproves }: Context): boolean {
  const refusal = view.effect.attempts[0]?.refusal
  return says.go !== null || disproves !== null || refusal?.kind === 'too-many-orders'
}

function decideCreate(
  view: OrderView,
  order: AmazonOrder,
  policy: ImportPolicy,
  plan: ImportPlan,
  catalogue: Catalogue,
  { says, disproves, nowMs }: Context,
): Step {
  const matching = matchLines(order, catalogue, policy)
  const lines = matching.kind === 'matched' ? matching.lines : null
  const pricing = lines === null ? null : priceOrder(order, lines, policy.methods)
  const total = order.grandTotal ?? (pricing?.kind === 'priced' ? pricing.priced.total : null)
  const other = decideOtherOrders(view, { lines, total }, says)
  if (other !== undefined) return other
  const held = heldBy(matching) ?? heldBy(pricing)
  if (held !== undefined) return held
  if (lines === null || pricing?.kind !== 'priced') return rest('AMAZON_NOT_READ')
  // Whoever exports it sees to it that these units do not leave twice.
  if (isPartlyShipped(order) && says.go === null && says.separate === null) {
    return hold('PARTLY_SHIPPED', { shipped: shippedUnits(order) })
  }
  const permission = permitCreate(view, order, policy, plan, says, nowMs)
  if (permission.kind === 'step') return permission.step
  const proof = proveAbsence(view, order, policy, says, nowMs)
  if (proof !== undefined) return proof
  const { key } = view.effect
  const { fulfilled } = plan
  const choice = { key, inventory: permission.inventory, fulfilled }
  const draft = buildDraft(order, pricing.priced, policy, choice)
  const uses = (says.separate ?? says.go)?.inputId ?? null
  const matched = traceOf(lines)
  const create = { kind: 'create-shopify-order', key, draft, disproves, uses, matched } as const
  return write(create, permission.reason)
}

function heldBy(result: Matching | Pricing | null): Step | undefined {
  return result?.kind === 'held' ? hold(result.code, result.detail) : undefined
}
