/** Holds the chosen orders, one after the other, with one reason; what cannot be held says why. */
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import { holdOrder } from '../api/order-list.ts'
import { ReasonSheet } from '../parts/reason-sheet.tsx'
import { useRefusal } from '../parts/refusal.tsx'
import { useToast } from '../parts/toasts.tsx'

export function HoldChosen(props: {
  readonly orderIds: readonly string[]
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const say = useRefusal()
  const { orderIds, onDone, onClose } = props
  const count = orderIds.length
  const holdAll = async (reason: string) => {
    const refused: ApiProblem[] = []
    for (const orderId of orderIds) {
      try {
        await holdOrder(orderId, reason)
      } catch (error) {
        if (!(error instanceof ApiProblem) || count === 1) throw error
        refused.push(error)
      }
    }
    const [first] = refused
    const held = t('bulk.held', { count: count - refused.length })
    const rest = t('bulk.notHeld', { count: refused.length })
    toast({ say: first === undefined ? held : `${held} ${rest} ${say(first)}` })
    await queries.invalidateQueries({ queryKey: ['order-list'] })
    onDone()
  }
  return (
    <ReasonSheet
      title={t('bulk.hold.title', { count })}
      about={t('bulk.hold.does', { count })}
      act={t('bulk.hold.act', { count })}
      acting={t('bulk.hold.acting')}
      onReason={holdAll}
      onClose={onClose}
    />
  )
}
