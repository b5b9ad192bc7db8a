/** How far the connecting has come: Amazon, Shopify, how orders cross, and the start. */
import { useTranslation } from 'react-i18next'
import type { Check } from '../api/settings.ts'
import type { Setup } from '../api/setup.ts'

type Step = {
  readonly name: string
  readonly say: string
  readonly is: 'reached' | 'here' | 'next'
}

export function Steps(props: { readonly setup: Setup; readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  const steps = useSteps(props.setup, props.checks)
  return (
    <ol className="stations steps" aria-label={t('setup.steps.title')}>
      {steps.map(({ name, say, is }, index) => (
        <li
          key={name}
          className={['station', is, index === steps.length - 1 ? 'last' : ''].join(' ')}
          {...(is === 'here' ? { 'aria-current': 'step' as const } : {})}
        >
          <b>{t(`setup.steps.${name}`)}</b>
          <span>{say}</span>
        </li>
      ))}
    </ol>
  )
}

function useSteps({ amazon, shopify, ready, state }: Setup, checks: readonly Check[]): Step[] {
  const { t } = useTranslation()
  const door = (name: 'amazon' | 'shopify', missing: readonly string[]) => {
    const failed = checks.filter((one) => one.door === name && one.state === 'failed').length
    const open = missing.length + (missing.length === 0 ? failed : 0)
    const say = open === 0 ? t('setup.steps.entered') : t('setup.steps.open', { count: open })
    return { name, say, isDone: open === 0 }
  }
  const doors = [door('amazon', amazon.missing), door('shopify', shopify.missing)]
  const at = doors.findIndex(({ isDone }) => !isDone)
  const placed = doors.map(({ name, say, isDone }, index): Step => {
    return { name, say, is: isDone ? 'reached' : index === at ? 'here' : 'next' }
  })
  const isJoined = state === 'connected'
  return [
    ...placed,
    { name: 'crossing', say: t('setup.steps.crossingSay'), is: isJoined ? 'reached' : 'next' },
    { name: 'start', say: t('setup.steps.startSay'), is: ready ? 'here' : 'next' },
  ]
}
