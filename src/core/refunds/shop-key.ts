/** The keys under which one refund of Amazon's is written down in Shopify. */
import { type EffectKey, id } from '../ids.ts'
import type { EffectRecord, LifeView } from '../life/life-view.ts'
import type { MoneyBack } from './money-back.ts'

const idMaxChars = 120

export function amazonRefundEventId({ transactionId }: Pick<MoneyBack, 'transactionId'>): string {
  return `amazon-refund:${wordOf(transactionId)}`
}

/** Shopify refuses a key for good that it refused once, so a repeat has a number of its own. */
export function shopKey(
  { transactionId }: Pick<MoneyBack, 'transactionId'>,
  revision: number,
): EffectKey {
  const base = `refund-in-shop:${wordOf(transactionId)}`
  return id('EffectKey', revision === 1 ? base : `${base}#${revision}`)
}

/** What was tried for it, the first revision first. */
export function shopEffects(
  money: Pick<MoneyBack, 'transactionId'>,
  { effects }: Pick<LifeView, 'effects'>,
): EffectRecord[] {
  const found: EffectRecord[] = []
  for (let revision = 1; ; revision += 1) {
    const key = shopKey(money, revision)
    const effect = effects.find((one) => one.key === key)
    if (effect === undefined) return found
    found.push(effect)
  }
}

/** Without anything that would end our mark in a note. */
function wordOf(transactionId: string): string {
  return transactionId.replace(/\s/g, '_').slice(0, idMaxChars)
}
