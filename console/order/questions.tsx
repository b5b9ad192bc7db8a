/**
 * How it was decided, as question and answer, in the order in which the decision asks. The answers come
 * from what is recorded of this order; the last is the reason code, the same as in the API.
 */
import { useTranslation } from 'react-i18next'
import type { OrderPage, Trace } from '../api/order-page.ts'
import { useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'

type Answer = { readonly question: string; readonly answer: string; readonly more: string }

export function Questions(props: { readonly order: OrderPage; readonly decided: Trace }) {
  const { t } = useTranslation()
  const codes = useCodes()
  const answers = useAnswers(props.order)
  const reason = String(props.decided.body.reason ?? '')
  return (
    <details>
      <summary>{t('decision.how')}</summary>
      <ol className="questions">
        {answers.map(({ question, answer, more }) => (
          <li key={question}>
            {question} <b>{answer}</b>
            {more === '' ? null : `, ${more}`}
          </li>
        ))}
        <li>
          {t('decision.so')} <b>{codes.reason(reason, codes.title(reason, reason))}</b>{' '}
          <span className="identifier faint">{reason}</span>
        </li>
      </ol>
    </details>
  )
}

function useAnswers(order: OrderPage): Answer[] {
  const { t } = useTranslation()
  const format = useFormat()
  const yes = (isSo: boolean) => t(isSo ? 'yes' : 'no')
  const ask = (name: string, isSo: boolean, more = ''): Answer => ({
    ...{ question: t(`decision.ask.${name}`), answer: yes(isSo), more },
  })
  const { status, method, lines, sums, holds, shopifyGid } = order
  if (status === null) return [ask('read', false)]
  const isPaid = !['PENDING', 'PENDING_AVAILABILITY', 'CANCELLED'].includes(status)
  const matched = lines.filter(({ match }) => match !== null).length
  const isShort = holds.some(({ code }) => code === 'UNABLE_TO_RESERVE_INVENTORY')
  const state = t(`amazonStatus.${status}`, { defaultValue: status })
  const answers = [ask('paid', isPaid, state), ask('byYou', method !== 'FBA')]
  if (!isPaid || method === 'FBA') return answers
  answers.push(ask('inShop', shopifyGid !== null || order.shopifyOrders.length > 0))
  answers.push(
    ask('matched', matched === lines.length, t('decision.of', { matched, all: lines.length })),
  )
  if (matched < lines.length) return answers
  if (sums !== null) {
    const isSame = !holds.some(({ code }) => code === 'MONEY_DOES_NOT_ADD_UP')
    const total = order.total === null ? '' : format.money(order.total)
    answers.push(ask('sums', isSame, total))
    if (!isSame) return answers
  }
  answers.push(ask('stock', !isShort))
  return answers
}
