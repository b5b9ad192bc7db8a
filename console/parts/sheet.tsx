/** A form that rises before the page: it traps the focus, gives it back, and closes with Escape. */
import { Dialog } from 'radix-ui'
import type { FormEvent, ReactNode } from 'react'

export function Sheet(props: {
  readonly title: string
  readonly about?: ReactNode
  readonly isWide?: boolean
  readonly actions: ReactNode
  readonly children: ReactNode
  readonly onSend: () => void
  readonly onClose: () => void
}) {
  const { title, about, isWide = false, actions, children, onSend, onClose } = props
  const send = (event: FormEvent) => {
    event.preventDefault()
    // A sheet may stand inside a form of the page, as React sees it.
    event.stopPropagation()
    onSend()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <div className="veil">
          <Dialog.Content
            className={isWide ? 'dialog wide' : 'dialog'}
            aria-describedby={undefined}
          >
            <form onSubmit={send}>
              <div className="dialog-body">
                <Dialog.Title>{title}</Dialog.Title>
                {about === undefined ? null : <p className="quiet">{about}</p>}
                {children}
              </div>
              <div className="actions">{actions}</div>
            </form>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Closes the sheet it stands in. */
export function SheetClose({ children }: { readonly children: ReactNode }) {
  return <Dialog.Close className="button">{children}</Dialog.Close>
}
