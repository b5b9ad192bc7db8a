/** One step as one line, so that truth tables of decisions read like tables. */
import type { Step } from '../../src/core/step.ts'
import { unreachable } from '../../src/core/unreachable.ts'
import { minuteMs, noonMs } from './order-samples.ts'

/** `create obey-policy: CREATE`, `look identifier`, `hold SKU_UNMAPPED`, `wait +30 SETTLING`. */
export function inWords(step: Step): string {
  switch (step.do) {
    case 'rest':
      return step.would === null
        ? `rest ${step.reason}`
        : `rest ${step.reason}, would ${step.would}`
    case 'hold':
      return `hold ${step.code}`
    case 'wait':
      return `wait +${(step.untilMs - noonMs) / minuteMs} ${step.reason}`
    case 'look':
      return `look ${step.look.at === 'shopify-look-up' ? step.look.by : step.look.at}`
    case 'write':
      return writeInWords(step)
    default:
      return unreachable(step)
  }
}

function writeInWords({ write, reason }: Extract<Step, { do: 'write' }>): string {
  switch (write.kind) {
    case 'create-shopify-order':
      return `create ${write.draft.inventory}: ${reason}`
    case 'record-shopify-order':
      return `record ${write.how}`
    case 'move-fulfillment-order':
      return `move to ${write.toLocationGid.slice(write.toLocationGid.lastIndexOf('/') + 1)}`
    case 'record-effect':
      return `record ${write.key}`
    case 'shipment':
    case 'cancellation':
    case 'refund':
    case 'return':
    case 'solicitation':
    case 'purge':
      return `${write.effect} ${write.key}: ${reason}`
    default:
      return unreachable(write)
  }
}
