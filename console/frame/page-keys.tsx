/** The keys that work on every page, and the sheet that lists all of them. No key moves money. */
import { useNavigate } from '@tanstack/react-router'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from './use-keys.ts'

export function PageKeys() {
  const navigate = useNavigate()
  const [isShown, setShown] = useState(false)
  const go = (to: string) => () => void navigate({ to })
  useKeys({
    'g o': go('/'),
    'g r': () => void navigate({ to: '/orders', search: {} }),
    'g m': go('/mapping'),
    'g q': go('/quarantine'),
    'g s': go('/stock'),
    '/': () => void navigate({ to: '/orders', search: { view: 'everything' }, hash: 'find' }),
    '?': () => setShown(true),
  })
  return isShown ? <KeySheet onClose={() => setShown(false)} /> : null
}

const lists = {
  everywhere: ['/', 'g o', 'g r', 'g m', 'g q', 'g s', '?', 'Esc'],
  orders: ['j', 'k', 'Enter', 'x', 'Shift x', 'e', 'h', 'p', '[', ']'],
  order: ['j', 'k', 'e', 'h', 'l'],
} as const

function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <div className="veil">
          <Dialog.Content className="dialog" aria-describedby={undefined}>
            <div className="dialog-body">
              <Dialog.Title>{t('keys.title')}</Dialog.Title>
              <p className="quiet">{t('keys.say')}</p>
              {Object.entries(lists).map(([where, keys]) => (
                <KeyList key={where} where={where} keys={keys} />
              ))}
            </div>
            <div className="actions">
              <Dialog.Close className="button">{t('close')}</Dialog.Close>
            </div>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function KeyList(props: { readonly where: string; readonly keys: readonly string[] }) {
  const { t } = useTranslation()
  const { where, keys } = props
  return (
    <>
      <h3>{t(`keys.where.${where}`)}</h3>
      <dl className="key-list">
        {keys.map((key) => (
          <KeyLine key={key} name={key} say={t(`keys.${where}.${nameOf(key)}`)} />
        ))}
      </dl>
    </>
  )
}

function KeyLine({ name, say }: { readonly name: string; readonly say: string }) {
  return (
    <>
      <dt>
        {name.split(' ').map((part) => (
          <kbd key={part}>{part}</kbd>
        ))}
      </dt>
      <dd>{say}</dd>
    </>
  )
}

const signNames: Readonly<Record<string, string>> = {
  '/': 'find',
  '?': 'keys',
  '[': 'before',
  ']': 'after',
}

function nameOf(key: string): string {
  return signNames[key] ?? key.replace(' ', '')
}
