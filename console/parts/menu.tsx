/**
 * A menu that opens from a button: moved through with the arrows or a first letter, closed with Escape, Tab
 * or a press beside it. The focus goes in when it opens and back to the button when it closes.
 */
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'

export type MenuEntry = {
  readonly key: string
  readonly say: ReactNode
  readonly act: () => void
  readonly isOff?: boolean
  /** Among entries of which one is chosen: whether it is this one. */
  readonly isChosen?: boolean
  readonly lang?: string
}

type MenuProps = Omit<ComponentProps<'button'>, 'type'> & {
  /** Above the entries, not one of them. */
  readonly head?: ReactNode
  readonly entries: readonly MenuEntry[]
  /** Where there is no room below. */
  readonly opensUp?: boolean
}

export function Menu({ head, entries, opensUp = false, children, ...button }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const name = useId()
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  return (
    <div className="menu-place">
      <button
        {...button}
        id={name}
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {children}
      </button>
      {isOpen ? (
        <List
          name={name}
          look={opensUp ? 'menu up' : 'menu'}
          head={head}
          entries={entries}
          onClose={close}
          onLeave={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}

type ListProps = Pick<MenuProps, 'head' | 'entries'> & {
  readonly name: string
  readonly look: string
  readonly onClose: () => void
  readonly onLeave: () => void
}

function List({ name, look, head, entries, onClose, onLeave }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => itemsIn(list.current)[0]?.focus(), [])
  const leave = useRef(onLeave)
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      const place = list.current?.parentElement
      if (place?.contains(target as Node) !== true) leave.current()
    }
    document.addEventListener('pointerdown', press)
    return () => document.removeEventListener('pointerdown', press)
  }, [])
  const hear = (event: KeyboardEvent) => {
    const { key } = event
    if (key === 'Tab') return onLeave()
    const to = key === 'Escape' ? null : targetOf(key, itemsIn(list.current))
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (to === null) onClose()
    else to.focus()
  }
  return (
    <div
      className={look}
      role="menu"
      aria-labelledby={name}
      ref={list}
      tabIndex={-1}
      onKeyDown={hear}
    >
      {head}
      {entries.map(({ key, say, act, isOff = false, isChosen, lang }) => (
        <button
          key={key}
          type="button"
          className="menu-entry"
          tabIndex={-1}
          lang={lang}
          aria-disabled={isOff || undefined}
          {...(isChosen === undefined
            ? { role: 'menuitem' }
            : { role: 'menuitemradio', 'aria-checked': isChosen })}
          onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            if (isOff) return
            onClose()
            act()
          }}
        >
          {say}
        </button>
      ))}
    </div>
  )
}

function itemsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.menu-entry') ?? [])]
}

/** Where a key leads; undefined where it is no key of a menu. */
function targetOf(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length]
    case 'ArrowUp':
      return items.at(Math.max(at, 0) - 1)
    case 'Home':
      return items[0]
    case 'End':
      return items.at(-1)
    default: {
      const isLetter = /^\p{L}$/u.test(key)
      const fits = (item: HTMLElement) =>
        item.textContent.trim().toLowerCase().startsWith(key.toLowerCase())
      return isLetter ? [...items.slice(at + 1), ...items].find(fits) : undefined
    }
  }
}
