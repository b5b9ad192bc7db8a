/** The sheet that lists all keys. */
import { Dialog } from 'radix-ui'
import { useTranslation } from 'react-i18next'

const lists = {
  everywhere: ['/', 'g o', 'g r', 'g m', 'g q', 'g s', '?', 'Esc'],
  orders: ['j', 'k', 'Enter', 'x', 'Shift x', 'e', 'h', 'p', '[', ']'],
  order: ['j', 'k', 'e', 'h', 'l'],
} as const

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <div className="veil">
          <Dialog.Content className="dialog wide" aria-describedby={undefined}>
            <div className="dialog-body">
              <Dialog.Title>{t('keys.title')}</Dialog.Title>
              <p className="quiet">{t('keys.say')}</p>
              <div className="keys">
                {Object.entries(lists).map(([where, keys]) => (
                  <KeyList key={where} where={where} keys={keys} />
                ))}
              </div>
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
    <div>
      <h3>{t(`keys.where.${where}`)}</h3>
      <dl className="key-list">
        {keys.map((key) => (
          <KeyLine key={key} name={key} say={t(`keys.${where}.${nameOf(key)}`)} />
        ))}
      </dl>
    </div>
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
